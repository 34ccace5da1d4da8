// sdk: serves flows: registers their deployments and runs what becomes due, each run in a process of its own.
import { relative } from 'node:path';
import type { DeploymentId } from '@signalbox/contract';
import { EntrypointError } from '../errors.ts';
import { executeFlowRun } from '../flows/execute-flow-run.ts';
import { type Session, withSession } from '../session/session.ts';
import { wireServedDeployment } from '../wire.ts';
import { runDueRuns } from './run-due-runs.ts';
import type { ServedDeployment } from './served-deployment.ts';
import { SERVED_RUN_VARIABLE } from './served-process.ts';

export interface ServeSettings {
  /** At most so many runs at a time in all; 5 by default. */
  readonly limit?: number;
  /** Pause the schedules when serving ends, so that no runs gather that nobody takes up; true by default. */
  readonly pauseOnEnd?: boolean;
  /** Ends serving; the signals SIGTERM and SIGINT do so too. */
  readonly signal?: AbortSignal;
}

/**
 * Registers the deployments and runs what is due until the process is told to end. Each run is a process of this very
 * script, so whatever stands before `serve` runs in it too.
 *
 * @example
 * await serve([{ flow: weather, name: 'daily', schedules: [{ cron: '0 6 * * *', timezone: 'Europe/Berlin' }] }]);
 */
export async function serve(deployments: readonly ServedDeployment[], settings: ServeSettings = {}): Promise<void> {
  const flow_run_id = process.env[SERVED_RUN_VARIABLE];
  if (flow_run_id !== undefined) return runOne(flow_run_id, deployments);
  await withSession((session) => serveWith(session, deployments, settings));
}

async function runOne(flow_run_id: string, deployments: readonly ServedDeployment[]): Promise<never> {
  delete process.env[SERVED_RUN_VARIABLE];
  const state = await executeFlowRun({
    flow_run_id,
    loadFlow: async ({ deployment }) => {
      const served = deployments.find(({ name }) => name === deployment?.name);
      if (served !== undefined) return served.flow;
      throw new EntrypointError(`This script serves no deployment named '${deployment?.name}'.`);
    },
  });
  process.exit(state.isCompleted ? 0 : 1);
}

async function register(session: Session, deployment: ServedDeployment): Promise<DeploymentId> {
  const flow_id = await session.flowId(deployment.flow.options.name);
  const file = relative(process.cwd(), process.argv[1] ?? '');
  const { id } = await session.client.deployments.create({ body: wireServedDeployment(deployment, flow_id, file) });
  return id;
}

async function serveWith(
  session: Session,
  deployments: readonly ServedDeployment[],
  settings: ServeSettings,
): Promise<void> {
  const stop = new AbortController();
  const end = () => stop.abort();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  const ids = await Promise.all(deployments.map((deployment) => register(session, deployment)));
  const names = deployments.map(({ flow, name }) => `${flow.options.name}/${name}`);
  process.stderr.write(`Serving ${names.join(', ')} for ${session.client.connection.api_url}. Stop with Ctrl-C.\n`);
  try {
    await runDueRuns(session, ids, {
      limit: settings.limit ?? 5,
      signal: settings.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, settings.signal]),
    });
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, end);
    if (settings.pauseOnEnd !== false) {
      await Promise.all(ids.map((id) => session.client.deployments.pause({ params: { id } })));
    }
  }
}
