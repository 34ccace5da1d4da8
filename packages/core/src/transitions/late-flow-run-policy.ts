// core: the rules by which the server itself marks a flow run late.
import { cancelLateWithoutSlot } from './flow-run-rules/deployment-slots.ts';
import { markOnlyScheduledLate } from './flow-run-rules/late.ts';
import type { FlowRunSubject, Policy } from './rule.ts';
import { settleFlowRun } from './settle-run.ts';

/** What the search for late runs proposes is measured by. */
export const LATE_FLOW_RUN_POLICY: Policy<FlowRunSubject> = {
  rules: [markOnlyScheduledLate, cancelLateWithoutSlot],
  settle: settleFlowRun,
};
