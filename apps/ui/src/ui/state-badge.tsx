// ui: a lamp and the state's name.
import type { StateType } from '@signalbox/contract';
import { Lamp } from './lamp.tsx';
import { aspectOf, stateWords } from './state-aspect.ts';

interface StateBadgeProps {
  readonly type: StateType | null;
  readonly name: string | null;
  readonly large?: boolean;
  /** For a state that is over: its lamp does not move. */
  readonly still?: boolean;
}

export function StateBadge({ type, name, large = false, still = false }: StateBadgeProps) {
  const aspect = aspectOf(type, name);
  return (
    <span className={`state tone-${aspect.tone}${large ? ' state-large' : ''}`}>
      <Lamp aspect={aspect} still={still} />
      <span className="state-name">{stateWords(type, name)}</span>
    </span>
  );
}
