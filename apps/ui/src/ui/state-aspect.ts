// ui: what lamp a state shows, and what may be asked of a state.
import type { StateType } from '@signalbox/contract';

export type Tone = 'green' | 'amber' | 'red' | 'blue' | 'grey';
/** Each meaning has a shape of its own: colour is never the only sign. */
export type Shape = 'disc' | 'half' | 'ring' | 'bar' | 'twin' | 'cross' | 'slash';

export interface Aspect {
  readonly tone: Tone;
  readonly shape: Shape;
  /** Lit and pulsing: work goes on now. */
  readonly moving: boolean;
}

const still = (tone: Tone, shape: Shape): Aspect => ({ tone, shape, moving: false });

const BY_TYPE: Readonly<Record<StateType, Aspect>> = {
  SCHEDULED: still('grey', 'ring'),
  PENDING: still('blue', 'half'),
  RUNNING: { tone: 'blue', shape: 'disc', moving: true },
  COMPLETED: still('green', 'disc'),
  FAILED: still('red', 'cross'),
  CRASHED: still('red', 'slash'),
  CANCELLED: still('grey', 'bar'),
  CANCELLING: { tone: 'amber', shape: 'bar', moving: true },
  PAUSED: still('amber', 'twin'),
};

const BY_NAME: Readonly<Record<string, Aspect>> = {
  Late: still('amber', 'ring'),
  AwaitingRetry: still('amber', 'half'),
  AwaitingConcurrencySlot: still('amber', 'ring'),
};

export function aspectOf(type: StateType | null, name: string | null = null): Aspect {
  if (type === null) return still('grey', 'ring');
  return (type === 'SCHEDULED' && name !== null ? BY_NAME[name] : undefined) ?? BY_TYPE[type];
}

const FINAL: ReadonlySet<StateType> = new Set<StateType>(['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED']);

export const isFinal = (type: StateType | null): boolean => type !== null && FINAL.has(type);

/** The name of a state in words: `AwaitingRetry` reads `Awaiting retry`. */
export function stateWords(type: StateType | null, name: string | null): string {
  const text = name ?? (type === null ? 'No state' : type.charAt(0) + type.slice(1).toLowerCase());
  return text.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

/** Every type, in the order of a run's life. */
export const STATE_TYPES: readonly StateType[] = [
  'SCHEDULED',
  'PENDING',
  'RUNNING',
  'PAUSED',
  'CANCELLING',
  'COMPLETED',
  'FAILED',
  'CRASHED',
  'CANCELLED',
];
