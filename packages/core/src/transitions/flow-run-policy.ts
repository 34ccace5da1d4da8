// core: the rules for a flow run, in the order in which they are asked.
import { cancelWithoutProcess, enforceCancellingToCancelled } from './flow-run-rules/cancelling.ts';
import {
  holdSlotForOldClient,
  keepDeploymentSlot,
  preserveDeploymentLease,
  releaseDeploymentSlot,
  secureDeploymentSlot,
} from './flow-run-rules/deployment-slots.ts';
import { markOnlyScheduledLate } from './flow-run-rules/late.ts';
import { handlePausing, handleResuming } from './flow-run-rules/pausing.ts';
import { retryFailedFlowRun } from './flow-run-rules/retries.ts';
import { guardTerminalFlowRun } from './flow-run-rules/terminal-states.ts';
import type { FlowRunSubject, Policy } from './rule.ts';
import { preventDuplicateTransitions } from './rules/duplicate-transitions.ts';
import { preventPendingTransitions } from './rules/pending.ts';
import { copyScheduledTime, waitForScheduledTime } from './rules/scheduled-time.ts';
import { settleFlowRun } from './settle-run.ts';

/** What a client's `set_state` on a flow run is measured by. */
export const FLOW_RUN_POLICY: Policy<FlowRunSubject> = {
  rules: [
    preserveDeploymentLease,
    preventDuplicateTransitions,
    guardTerminalFlowRun,
    enforceCancellingToCancelled,
    cancelWithoutProcess,
    preventPendingTransitions,
    keepDeploymentSlot,
    secureDeploymentSlot,
    holdSlotForOldClient,
    markOnlyScheduledLate,
    handlePausing,
    handleResuming,
    copyScheduledTime,
    waitForScheduledTime,
    retryFailedFlowRun,
    releaseDeploymentSlot,
  ],
  settle: settleFlowRun,
};
