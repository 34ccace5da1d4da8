// ui: a command line to copy.
import { useState } from 'react';

export function Command({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div className="command">
      <code>{text}</code>
      {/* Without a secure context browsers have no clipboard. */}
      {navigator.clipboard && (
        <button type="button" className="button-quiet" onClick={() => void copy()} aria-label={`Copy: ${text}`}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      )}
    </div>
  );
}
