// ui: a button whose deed cannot be undone: asks first.
import { type ReactNode, useRef } from 'react';

interface ConfirmButtonProps {
  readonly label: string;
  readonly question: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly quiet?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
}

export function ConfirmButton({ label, question, children, quiet, disabled, onConfirm }: ConfirmButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        className={quiet ? 'button-quiet danger' : 'button danger'}
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} className="dialog" aria-label={question}>
        <h2>{question}</h2>
        <div className="dialog-body">{children}</div>
        <form method="dialog" className="dialog-actions">
          <button type="submit" className="button">
            Keep
          </button>
          <button type="submit" className="button danger-filled" onClick={onConfirm}>
            {label}
          </button>
        </form>
      </dialog>
    </>
  );
}
