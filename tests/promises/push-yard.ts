// tests: houses whose server submits runs itself, and runs whose process is any script.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@signalbox/client';
import type { DeploymentResponse, FlowRunId, FlowRunResponse } from '@signalbox/contract';
import { eventually } from '@signalbox/testkit';
import { running } from './worker-yard.ts';

export const PUSH_POOL = 'pushed';

/** A folder for what the processes leave, gone at the end. */
export function pushFolder() {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-push-test-'));
  const starts = join(directory, 'starts');
  return {
    directory,
    push: { processes: true, state_directory: join(directory, 'push') },
    /** Where each process writes the id of its run. */
    starts,
    started: (): string[] => {
      try {
        return readFileSync(starts, 'utf8').trim().split('\n');
      } catch {
        return [];
      }
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A deployment on a push pool of processes, whose runs are Node with the script. */
export async function deployOnPush(client: Client, script: string, name = 'pushed'): Promise<DeploymentResponse> {
  await client.work_pools.create({ body: { name: PUSH_POOL, type: 'process:push' } }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'ConflictError') throw error;
  });
  const { id: flow_id } = await client.flows.create({ body: { name: 'flow' } });
  const command = `"${process.execPath}" -e "${script.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return client.deployments.create({
    body: { name, flow_id, entrypoint: 'flow.ts:flow', work_pool_name: PUSH_POOL, job_variables: { command } },
  });
}

export const startRun = (client: Client, { id }: Pick<DeploymentResponse, 'id'>): Promise<FlowRunResponse> =>
  client.deployments.create_flow_run({ params: { id }, body: { state: { type: 'SCHEDULED' } } });

export const untilState = (client: Client, id: FlowRunId, ...types: string[]): Promise<FlowRunResponse> =>
  eventually(`the run to be ${types.join(' or ')}`, async () => {
    const run = await client.flow_runs.read({ params: { id } });
    return types.includes(run.state_type ?? '') ? run : null;
  });

/** A script that writes the id of its run into the file, and then does what `then` says. */
export const noting = (starts: string, then = `await setState({ type: 'COMPLETED' });`): string =>
  running(`require('fs').appendFileSync(${JSON.stringify(starts)}, process.env.PREFECT__FLOW_RUN_ID + '\\n'); ${then}`);

/** Statements that wait for the file, and then go on. */
export const untilFile = (path: string, then = `await setState({ type: 'COMPLETED' });`): string =>
  `await new Promise((resolve) => { const timer = setInterval(() => { if (require('fs').existsSync(${JSON.stringify(path)})) { clearInterval(timer); resolve(); } }, 20); }); ${then}`;
