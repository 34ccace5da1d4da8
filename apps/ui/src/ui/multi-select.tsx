// ui: several of many: a button that opens a list of checkboxes.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly sign?: ReactNode;
}

interface MultiSelectProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

function summary(label: string, choices: readonly Choice[], chosen: readonly string[]): string {
  if (chosen.length === 0) return label;
  const first = choices.find(({ value }) => value === chosen[0])?.label ?? '1 chosen';
  return chosen.length === 1 ? first : `${first} +${chosen.length - 1}`;
}

export function MultiSelect({ label, choices, chosen, onChange }: MultiSelectProps) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [open]);

  const toggle = (value: string): void =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(search.toLowerCase()));

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from any of the controls inside
    <div
      className="multi-select"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className={chosen.length > 0 ? 'select chosen' : 'select'}
        aria-expanded={open}
        aria-controls={id}
        aria-label={chosen.length > 0 ? `${label}: ${summary(label, choices, chosen)}` : label}
        onClick={() => setOpen(!open)}
      >
        {summary(label, choices, chosen)}
      </button>
      {open && (
        <fieldset className="popover" id={id} aria-label={label}>
          {choices.length > 10 && (
            <input
              type="search"
              className="input"
              aria-label={`Search ${label}`}
              placeholder="Search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
          <div className="popover-list">
            {shown.map((choice) => (
              <label key={choice.value} className="choice">
                <input type="checkbox" checked={chosen.includes(choice.value)} onChange={() => toggle(choice.value)} />
                {choice.sign}
                <span>{choice.label}</span>
              </label>
            ))}
            {shown.length === 0 && <p className="faint">Nothing to choose from.</p>}
          </div>
          {chosen.length > 0 && (
            <button type="button" className="button-quiet" onClick={() => onChange([])}>
              Clear
            </button>
          )}
        </fieldset>
      )}
    </div>
  );
}
