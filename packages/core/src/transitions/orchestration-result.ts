// core: a decision as the wire tells it.
import type { OrchestrationResult, State } from '@signalbox/contract';
import type { Decision } from './decide.ts';
import type { Subject } from './rule.ts';

/** The answer to `set_state`. A run that keeps its state is answered with that state. */
export function orchestrationResult<S extends Subject>(
  decision: Decision<S>,
  initial: State | null,
): OrchestrationResult {
  const state = decision.state ?? initial;
  const { reason } = decision;
  switch (decision.verdict) {
    case 'accept':
      return { state, status: 'ACCEPT', details: { type: 'accept_details' } };
    case 'reject':
      return { state, status: 'REJECT', details: { type: 'reject_details', reason } };
    case 'wait':
      return {
        state,
        status: 'WAIT',
        details: { type: 'wait_details', delay_seconds: decision.delay_seconds ?? 0, reason },
      };
    case 'abort':
      return { state, status: 'ABORT', details: { type: 'abort_details', reason } };
  }
}

/** The HTTP status of that answer: 201 when a state was written, else 200. */
export function orchestrationStatus<S extends Subject>(decision: Decision<S>): 200 | 201 {
  return decision.state === null ? 200 : 201;
}
