// flow runs: what the server's answer to a wished state means to the reader.
import type { OrchestrationResult } from '@signalbox/contract';
import type { Tone } from '../../ui/state-aspect.ts';

export type Wish = 'cancel' | 'retry' | 'resume';

export interface TransitionOutcome {
  readonly tone: Tone;
  readonly text: string;
}

const ACCEPTED: Readonly<Record<Wish, string>> = {
  cancel: 'Cancelling: whoever runs it stops it as soon as it hears of it.',
  retry: 'Scheduled again: a worker runs it next.',
  resume: 'Resumed.',
};

const WORD: Readonly<Record<Wish, string>> = {
  cancel: 'cancelled',
  retry: 'retried',
  resume: 'resumed',
};

function reasonOf({ details }: OrchestrationResult): string {
  const reason = 'reason' in details ? details.reason : null;
  return reason === null ? '' : ` ${reason}`;
}

export function transitionOutcome(wish: Wish, result: OrchestrationResult): TransitionOutcome {
  if (result.status === 'ACCEPT') {
    const done = wish === 'cancel' && result.state?.type === 'CANCELLED';
    return { tone: 'green', text: done ? 'Cancelled.' : ACCEPTED[wish] };
  }
  if (result.status === 'REJECT' && wish === 'cancel' && result.state?.type === 'CANCELLED') {
    return { tone: 'green', text: 'Cancelled: it had not started, so there was nothing to stop.' };
  }
  if (result.status === 'WAIT') {
    return { tone: 'amber', text: `The server asks to wait.${reasonOf(result)}` };
  }
  const state = result.state?.name ?? result.state?.type;
  const now = result.status === 'REJECT' && state ? ` The run is ${state}.` : '';
  return { tone: 'red', text: `It was not ${WORD[wish]}.${reasonOf(result)}${now}` };
}
