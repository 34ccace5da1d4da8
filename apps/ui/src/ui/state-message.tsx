// ui: what the state says that a run ended badly or stands still in.
import type { State, StateType } from '@signalbox/contract';
import { Outcome } from './outcome.tsx';
import { aspectOf } from './state-aspect.ts';

const TELLING: ReadonlySet<StateType> = new Set<StateType>(['FAILED', 'CRASHED', 'CANCELLED', 'CANCELLING', 'PAUSED']);

export function StateMessage({ state }: { state: State | null }) {
  if (!state?.message || !TELLING.has(state.type)) return null;
  return <Outcome tone={aspectOf(state.type, state.name).tone}>{state.message}</Outcome>;
}
