// core: a failed flow run gets its next attempt.
import { awaitingRetryState } from '../../states/new-state.ts';
import { addSeconds } from '../../time/timestamp.ts';
import { knowsRetryType } from '../client.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

/** A failure with attempts left becomes a wait for the next one, in the same process. */
export const retryFailedFlowRun: Rule<FlowRunSubject> = {
  name: 'RetryFailedFlows',
  from: ['RUNNING'],
  to: ['FAILED'],
  before: ({ run, proposed, facts }) => {
    const policy = run.empirical_policy;
    if (run.run_count > (policy.retries ?? 0)) {
      if (policy.retry_type === null) return null;
      return { kind: 'amend', run_patch: { empirical_policy: { ...policy, retry_type: null } } };
    }
    return {
      kind: 'reject',
      reason: 'Retrying',
      state: awaitingRetryState(facts, addSeconds(facts.now, policy.retry_delay ?? 0), {
        message: proposed.message,
        data: proposed.data,
        state_details: {
          deployment_concurrency_lease_id: proposed.state_details.deployment_concurrency_lease_id,
        },
      }),
      run_patch: {
        empirical_policy: {
          ...policy,
          ...(knowsRetryType(facts.client) ? { retry_type: 'in_process' } : {}),
          pause_keys: [],
          resuming: false,
        },
      },
    };
  },
};
