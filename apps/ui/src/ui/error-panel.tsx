// ui: an error with its detail and a way to try again.
import { errorDetail } from './error-detail.ts';

export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail } = errorDetail(error);
  return (
    <div className="error-panel" role="alert">
      <p className="error-title">{title}</p>
      <p className="error-detail">{detail}</p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
