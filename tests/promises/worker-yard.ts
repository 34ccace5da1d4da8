// tests: workers of a house, and runs whose process is any script.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeploymentId, FlowRunId, FlowRunResponse } from '@signalbox/contract';
import type { House } from '@signalbox/testkit';
import { type StartWorkerOptions, startWorker, type Worker, type WorkerEvent } from '@signalbox/worker';

const POOL = 'processes';
const SIGNALBOX = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');

type Told<Type extends WorkerEvent['type']> = Extract<WorkerEvent, { type: Type }>;

/**
 * A script that makes its own run Running, as a flow does, and then goes on with the statements. They may call
 * `setState({ type })`.
 */
export const running = (statements: string): string => `
  const setState = (state) => fetch(process.env.PREFECT_API_URL + '/flow_runs/' + process.env.PREFECT__FLOW_RUN_ID + '/set_state', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'signalbox-fencing-number': process.env.SIGNALBOX_FENCING_NUMBER },
    body: JSON.stringify({ state }),
  });
  setState({ type: 'RUNNING' }).then(async () => { ${statements} });`;

export class WorkerYard implements AsyncDisposable {
  /** Gone at the end. */
  readonly directory = mkdtempSync(join(tmpdir(), 'signalbox-worker-test-'));
  readonly events: WorkerEvent[] = [];
  /** The most runs that were going on at one time. */
  most_running = 0;
  readonly #house: House;
  readonly #workers: Worker[] = [];
  readonly #processes: ChildProcess[] = [];
  readonly #looks = new Set<() => void>();
  #deployment: Promise<DeploymentId> | null = null;

  constructor(house: House) {
    this.#house = house;
  }

  async startWorker(options: Partial<StartWorkerOptions> = {}): Promise<Worker> {
    const worker = await startWorker({
      client: this.#house.client,
      work_pool_name: POOL,
      state_directory: join(this.directory, 'processes'),
      tell: (event) => this.#tell(event),
      ...options,
    });
    this.#workers.push(worker);
    return worker;
  }

  /** A worker in a process of its own, by the command line. */
  startWorkerProcess(): ChildProcess {
    const env = { PATH: process.env.PATH, SIGNALBOX_HOME: this.directory, SIGNALBOX_API_URL: this.#house.api_url };
    const child = spawn(process.execPath, [SIGNALBOX, 'worker', 'start', '--pool', POOL], { env, stdio: 'ignore' });
    this.#processes.push(child);
    return child;
  }

  /** A run whose process is Node with the script; without one it is what the entrypoint asks for. */
  async startRun({
    script,
    entrypoint = 'flow.ts:flow',
  }: {
    script?: string;
    entrypoint?: string;
  }): Promise<FlowRunResponse> {
    this.#deployment ??= this.#deploy(entrypoint);
    const quoted = script?.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    const command = `"${process.execPath}" -e "${quoted}"`;
    return this.#house.client.deployments.create_flow_run({
      params: { id: await this.#deployment },
      body: { state: { type: 'SCHEDULED' }, ...(script !== undefined && { job_variables: { command } }) },
    });
  }

  async #deploy(entrypoint: string): Promise<DeploymentId> {
    const { client } = this.#house;
    const { id: flow_id } = await client.flows.create({ body: { name: 'flow' } });
    const body = { name: 'tests', flow_id, entrypoint, work_pool_name: POOL };
    return (await client.deployments.create({ body })).id;
  }

  #tell(event: WorkerEvent): void {
    this.events.push(event);
    this.most_running = Math.max(this.most_running, ...this.#workers.map((worker) => worker.running));
    for (const look of this.#looks) look();
  }

  /** The first event of the type, about the run if one is named, among those told and those to come. */
  told<Type extends WorkerEvent['type']>(type: Type, id?: FlowRunId): Promise<Told<Type>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.events.find(
          (event): event is Told<Type> =>
            event.type === type && (id === undefined || ('run' in event && event.run.id === id)),
        );
        if (found === undefined) return;
        this.#looks.delete(look);
        resolve(found);
      };
      this.#looks.add(look);
      look();
    });
  }

  async ended({ id }: FlowRunResponse): Promise<FlowRunResponse> {
    await this.told('run-ended', id);
    return this.#house.client.flow_runs.read({ params: { id } });
  }

  async logsOf({ id }: FlowRunResponse): Promise<string[]> {
    const logs = await this.#house.client.logs.filter({ body: { logs: { flow_run_id: { any_: [id] } } } });
    return logs.map(({ message }) => message);
  }

  /** A file that scripts may wait for. */
  readonly signal = {
    path: join(this.directory, 'go'),
    give: (): void => writeFileSync(join(this.directory, 'go'), ''),
  };

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#processes) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await Promise.all(this.#workers.map((worker) => worker.stopRuns(0)));
    await Promise.all(this.#workers.map(({ finished }) => finished));
    rmSync(this.directory, { recursive: true, force: true });
  }
}
