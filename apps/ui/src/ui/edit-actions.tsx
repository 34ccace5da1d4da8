// ui: what can be done with a row: edit it, or delete it after a question.
import type { ReactNode } from 'react';
import { ConfirmButton } from './confirm-button.tsx';

interface EditActionsProps {
  readonly name: string;
  /** Left out where there is nothing to edit. */
  readonly onEdit?: () => void;
  readonly onDelete: () => void;
  /** What deleting means for those who use it. */
  readonly children: ReactNode;
}

export function EditActions({ name, onEdit, onDelete, children }: EditActionsProps) {
  return (
    <>
      {onEdit && (
        <button type="button" className="button-quiet" aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </button>
      )}
      <ConfirmButton label="Delete" question={`Delete ${name}?`} quiet onConfirm={onDelete}>
        <p>{children}</p>
      </ConfirmButton>
    </>
  );
}
