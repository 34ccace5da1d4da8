// tests: a server, a deployment of the steady flow, and workers as processes that can be killed.
import { join } from 'node:path';
import { type Client, createClient } from '@signalbox/client';
import type { DeploymentId, FlowRunId, FlowRunResponse, StateType } from '@signalbox/contract';
import { eventually } from '@signalbox/testkit';
import { type Note, readNotes } from './notes.ts';
import { apiUrl, freePort, Home, type Program, type ServerPlace, startServer } from './program.ts';

const FLOWS = join(import.meta.dirname, 'flows');
const ENDED: ReadonlySet<StateType | null> = new Set<StateType>(['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED']);
/** The processes of flows start slowly when many do on a busy machine. */
const PATIENCE_MS = 90_000;

export class WorkerYard implements AsyncDisposable {
  readonly client: Client;
  readonly #home: Home;
  readonly #deployment_id: DeploymentId;
  readonly #notes: string;
  readonly #programs: AsyncDisposableStack;
  readonly #api_url: string;
  readonly #started: Program[];

  private constructor(
    home: Home,
    api_url: string,
    client: Client,
    deployment_id: DeploymentId,
    programs: AsyncDisposableStack,
    server: Program,
  ) {
    this.#started = [server];
    this.#home = home;
    this.#api_url = api_url;
    this.client = client;
    this.#deployment_id = deployment_id;
    this.#programs = programs;
    this.#notes = join(home.path, 'notes');
  }

  static async open(): Promise<WorkerYard> {
    await using programs = new AsyncDisposableStack();
    const home = programs.adopt(new Home(), (opened) => opened[Symbol.dispose]());
    const place: ServerPlace = { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
    const server = programs.use(await startServer(place));
    const client = createClient({ api_url: apiUrl(place) });
    const { id: flow_id } = await client.flows.create({ body: { name: 'steady' } });
    // The command line gives the pool the template of its type.
    const pool = home.start(['work-pool', 'create', 'faults', '--type', 'process'], {
      SIGNALBOX_API_URL: apiUrl(place),
    });
    if ((await pool.ended).code !== 0) throw new Error(`the work pool could not be created: ${pool.output}`);
    const { id } = await client.deployments.create({
      body: { name: 'faults', flow_id, entrypoint: 'steady.ts:steady', path: FLOWS, work_pool_name: 'faults' },
    });
    return new WorkerYard(home, apiUrl(place), client, id, programs.move(), server);
  }

  /** Starts a worker and waits until it is ready. */
  async startWorker(): Promise<Program> {
    const worker = this.#programs.use(
      this.#home.start(['worker', 'start', '--pool', 'faults'], { SIGNALBOX_API_URL: this.#api_url }),
    );
    this.#started.push(worker);
    await eventually(
      'a worker that is ready',
      async () => {
        if (!worker.isRunning) throw new Error(`the worker ended: ${worker.output}`);
        return worker.output.includes('waits for runs');
      },
      PATIENCE_MS,
    );
    return worker;
  }

  createRun(steps: number, milliseconds: number): Promise<FlowRunResponse> {
    const parameters = { notes: this.#notes, steps, milliseconds };
    return this.client.deployments.create_flow_run({
      params: { id: this.#deployment_id },
      body: { state: { type: 'SCHEDULED' }, parameters },
    });
  }

  notes(what: 'start' | 'end'): readonly Note[] {
    return readNotes(this.#notes).filter((note) => note.what === what);
  }

  /** The first notes of starts, once there are so many. */
  starts(count: number): Promise<readonly Note[]> {
    const enough = async () => {
      const notes = this.notes('start');
      return notes.length >= count ? notes : null;
    };
    return eventually(`${count} started flows`, enough, PATIENCE_MS);
  }

  /** @throws Error with the run's last state and what the programs wrote when it does not end in time */
  ended(id: FlowRunId, patience_ms = PATIENCE_MS): Promise<FlowRunResponse> {
    return this.#until(`the end of run ${id}`, id, ENDED, patience_ms);
  }

  /** Also for a run that no worker has taken, and none will. */
  endedOrNeverTaken(id: FlowRunId): Promise<FlowRunResponse> {
    return this.#until(`the end of run ${id}`, id, new Set([...ENDED, 'SCHEDULED']), PATIENCE_MS);
  }

  async #until(
    what: string,
    id: FlowRunId,
    types: ReadonlySet<unknown>,
    patience_ms: number,
  ): Promise<FlowRunResponse> {
    let last: FlowRunResponse | null = null;
    const read = async () => {
      last = await this.client.flow_runs.read({ params: { id } });
      return types.has(last.state_type) ? last : null;
    };
    try {
      return await eventually(what, read, patience_ms);
    } catch (error) {
      const outputs = this.#started.map(({ output, isRunning }) => `${isRunning ? 'running' : 'ended'}:\n${output}`);
      throw new Error([`${JSON.stringify(last)}`, ...outputs].join('\n'), { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { pid } of this.notes('start')) killIfAlive(pid);
    await this.#programs.disposeAsync();
  }
}

export function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
