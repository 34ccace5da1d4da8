// deploy: carries out the pull steps of a deployment before one of its runs.
import { runSteps, type StepOptions } from './run-steps.ts';
import type { Step } from './step.ts';

export type PullOptions = Omit<StepOptions, 'phase' | 'outputs'>;

export interface PulledCode {
  /** The directory that the entrypoint is relative to. */
  readonly directory: string;
}

/**
 * @throws StepError that names the step and the mend.
 * @example
 * const blocks = await readReferences(client, findReferences(deployment.pull_steps));
 * const { directory } = await runPullSteps(deployment.pull_steps, { cwd, blocks });
 */
export async function runPullSteps(steps: readonly Step[] | null, options: PullOptions): Promise<PulledCode> {
  const { directory } = await runSteps(steps, { ...options, phase: 'pull' });
  return { directory };
}
