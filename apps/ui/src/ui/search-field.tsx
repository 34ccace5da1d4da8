// ui: a text to search for; told when the writer pauses.
import { useEffect, useRef, useState } from 'react';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;

  // A change from outside (back button, cleared filters) replaces the text.
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      tell.current(text);
    }, 300);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <input
      type="search"
      className="input"
      aria-label={label}
      placeholder={label}
      // No server takes more.
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
