// automations: a field that is written as JSON, with what is wrong in it.
import { useId } from 'react';

interface JsonEditorProps {
  readonly label: string;
  readonly hint?: string;
  readonly rows: number;
  readonly value: string;
  readonly issues: readonly string[] | undefined;
  readonly onChange: (value: string) => void;
}

export function JsonEditor({ label, hint, rows, value, issues, onChange }: JsonEditorProps) {
  const id = useId();
  return (
    <div className="stack-tight">
      <label htmlFor={id}>
        {label} {hint !== undefined && <span className="faint">{hint}</span>}
      </label>
      <textarea
        id={id}
        className="input mono json-editor"
        spellCheck={false}
        rows={rows}
        aria-invalid={issues !== undefined}
        aria-describedby={`${id}-issues`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldIssues id={`${id}-issues`} issues={issues} />
    </div>
  );
}

export function FieldIssues({ id, issues = [] }: { id: string; issues: readonly string[] | undefined }) {
  return (
    <ul id={id} className="field-issues" aria-live="polite">
      {issues.map((issue) => (
        <li key={issue}>{issue}</li>
      ))}
    </ul>
  );
}
