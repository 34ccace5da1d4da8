// ui: tags to write in: Enter or a comma adds one, a click takes it away.
import { useState } from 'react';

interface TagFieldProps {
  readonly tags: readonly string[];
  readonly onChange: (tags: string[]) => void;
}

export function TagField({ tags, onChange }: TagFieldProps) {
  const [text, setText] = useState('');
  const add = (): void => {
    const tag = text.trim();
    setText('');
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
  };
  return (
    <div className="tag-field">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          aria-label={`Remove tag ${tag}`}
          onClick={() => onChange(tags.filter((one) => one !== tag))}
        >
          {tag} ×
        </button>
      ))}
      <input
        aria-label="Add tag"
        placeholder="Tag"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ',') return;
          event.preventDefault();
          add();
        }}
      />
    </div>
  );
}
