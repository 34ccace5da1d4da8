// worker: makes the job of a run from its deployment and the job template of its work pool.
import type { DeploymentResponse, FlowRun, WorkPoolResponse } from '@signalbox/contract';
import { findReferences, type Job, jobConfiguration, resolveReferences, SubmitError } from '@signalbox/core';
import type { Claim } from './claim.ts';
import { isNodeEntrypoint, wordsFromCommand } from './command.ts';
import { pythonCommand } from './python.ts';
import { readReferences } from './read-references.ts';
import { runEnvironment } from './run-environment.ts';
import type { WorkerContext } from './worker-context.ts';

type ScheduledRun = Pick<FlowRun, 'id' | 'name' | 'run_count' | 'deployment_id' | 'job_variables'>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textsOf(value: unknown, field: string): Record<string, string> {
  if (value === null || value === undefined) return {};
  if (!isRecord(value))
    throw new SubmitError(`The job variable ${field} must map names to texts, not be ${JSON.stringify(value)}.`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, text]) => text !== null)
      .map(([name, text]) => [name, typeof text === 'string' ? text : JSON.stringify(text)]),
  );
}

function commandOf(context: WorkerContext, run: ScheduledRun, entrypoint: string | null, command: unknown): string[] {
  if (typeof command === 'string' && command.trim() !== '') return wordsFromCommand(command);
  if (context.infrastructure.runs_in === 'image')
    return [
      entrypoint !== null && isNodeEntrypoint(entrypoint) ? 'signalbox' : 'prefect',
      'flow-run',
      'execute',
      run.id,
    ];
  if (entrypoint !== null && isNodeEntrypoint(entrypoint)) return [...context.node_command, run.id];
  return pythonCommand(run.id, context.environment);
}

/** The attempt rises with each start of the same run, so that a process of an earlier one is never taken for this one's. */
export const attemptOf = ({ run_count }: Pick<FlowRun, 'run_count'>): number => run_count + 1;

/** The configuration of the run's job, with the fields that every kind has. */
export async function configurationOf(
  { client, environment }: WorkerContext,
  run: ScheduledRun,
  deployment: DeploymentResponse,
  { base_job_template }: WorkPoolResponse,
): Promise<Readonly<Record<string, unknown>>> {
  const job_variables = [deployment.job_variables, run.job_variables];
  const configuration = jobConfiguration({ base_job_template, job_variables, environment });
  return resolveReferences(configuration, await readReferences(client, findReferences(configuration)));
}

/** By these labels Prefect's workers mark what they start; tools that watch infrastructure look for them. */
function runLabels(context: WorkerContext, run: ScheduledRun, deployment: DeploymentResponse): Record<string, string> {
  return {
    'prefect.io/flow-run-id': run.id,
    'prefect.io/flow-run-name': run.name,
    'prefect.io/deployment-id': deployment.id,
    'prefect.io/deployment-name': deployment.name,
    'prefect.io/work-pool-name': context.work_pool_name,
    'prefect.io/worker-name': context.worker_name,
  };
}

export async function jobOf(
  context: WorkerContext,
  run: ScheduledRun,
  claim: Claim,
  deployment: DeploymentResponse,
  work_pool: WorkPoolResponse,
): Promise<Job> {
  const resolved = await configurationOf(context, run, deployment, work_pool);
  const { command, env, labels, name, ...configuration } = resolved;
  return {
    flow_run_id: run.id,
    attempt: attemptOf(run),
    name: typeof name === 'string' && name !== '' ? name : run.name,
    command: commandOf(context, run, deployment.entrypoint, command),
    env: {
      ...textsOf(env, 'env'),
      ...runEnvironment({ ...context.client.connection, api_url: context.run_api_url }, run, claim),
    },
    labels: { ...textsOf(labels, 'labels'), ...runLabels(context, run, deployment) },
    configuration,
  };
}
