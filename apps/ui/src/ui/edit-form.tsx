// ui: the form to make or to change one thing: its fields, what went wrong, save and cancel.
import type { FormEvent, ReactNode } from 'react';
import { ErrorPanel } from './error-panel.tsx';

interface EditFormProps {
  readonly title: string;
  readonly saving: { readonly error: Error | null; readonly isPending: boolean; readonly mutate: () => void };
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function EditForm({ title, saving, onClose, children }: EditFormProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form className="panel stack" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
      {children}
      {saving.error && <ErrorPanel error={saving.error} />}
      <div className="row">
        <button type="submit" className="button-primary" disabled={saving.isPending}>
          Save
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
