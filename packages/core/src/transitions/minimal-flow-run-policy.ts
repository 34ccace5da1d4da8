// core: the rules that stay when a state of a flow run is forced.
import { cancelWithoutProcess } from './flow-run-rules/cancelling.ts';
import { releaseDeploymentSlot } from './flow-run-rules/deployment-slots.ts';
import { preventResultLoss } from './flow-run-rules/terminal-states.ts';
import type { FlowRunSubject, Policy } from './rule.ts';
import { settleFlowRun } from './settle-run.ts';

/** What `force: true` leaves, and what a new run with its first state is measured by: slots are still given back. */
export const MINIMAL_FLOW_RUN_POLICY: Policy<FlowRunSubject> = {
  rules: [preventResultLoss, cancelWithoutProcess, releaseDeploymentSlot],
  settle: settleFlowRun,
};
