// core: the rules that stay when a state of a flow run is forced.
import { cancelWithoutProcess } from './flow-run-rules/cancelling.ts';
import { preserveDeploymentLease, releaseDeploymentSlot } from './flow-run-rules/deployment-slots.ts';
import type { FlowRunSubject, Policy } from './rule.ts';
import { settleFlowRun } from './settle-run.ts';

/** What `force: true` leaves: slots are still given back. */
export const MINIMAL_FLOW_RUN_POLICY: Policy<FlowRunSubject> = {
  rules: [preserveDeploymentLease, cancelWithoutProcess, releaseDeploymentSlot],
  settle: settleFlowRun,
};
