// ui: what came of something that the reader asked for.
import type { ReactNode } from 'react';
import type { Tone } from './state-aspect.ts';

export function Outcome({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={`outcome tone-${tone}`} role="status">
      {children}
    </div>
  );
}
