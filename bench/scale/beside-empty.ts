// bench: what claims, creates and transitions take in a large database, beside the same in an empty one.
import type { Connection } from '../api/connection.ts';
import { SEEDED_POOL } from './seed.ts';

const ROUNDS = 60;
const RUNS_PER_ROUND = 5;

export interface Ratio {
  readonly name: string;
  /** Medians of one request, in milliseconds. */
  readonly large_ms: number;
  readonly empty_ms: number;
  readonly ratio: number;
}

interface Identified {
  readonly id: string;
}

/** @throws Error when the answer is no success */
async function send<Body>(connection: Connection, path: string, body: unknown): Promise<Body> {
  const answer = await connection.send({ method: 'POST', path, body: JSON.stringify(body) });
  if (answer.status >= 300)
    throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  // The bench knows what each of these paths answers.
  return answer.body as Body;
}

/** A deployment of the pool, made where there is none. */
async function deploymentOf(connection: Connection): Promise<string> {
  const [first] = await send<Identified[]>(connection, '/deployments/filter', { limit: 1 });
  if (first) return first.id;
  await send(connection, '/work_pools/', { name: SEEDED_POOL, type: 'process' });
  const flow = await send<Identified>(connection, '/flows/', { name: 'flow' });
  const deployment = { name: 'deployment', flow_id: flow.id, work_pool_name: SEEDED_POOL };
  return (await send<Identified>(connection, '/deployments/', deployment)).id;
}

class Side {
  readonly #connection: Connection;
  readonly #deployment: string;
  readonly samples = new Map<string, number[]>();

  private constructor(connection: Connection, deployment: string) {
    this.#connection = connection;
    this.#deployment = deployment;
  }

  static async of(connection: Connection): Promise<Side> {
    return new Side(connection, await deploymentOf(connection));
  }

  async #timed<Body>(name: string, path: string, body: unknown): Promise<Body> {
    const began = performance.now();
    const answer = await send<Body>(this.#connection, path, body);
    const samples = this.samples.get(name) ?? [];
    this.samples.set(name, [...samples, performance.now() - began]);
    return answer;
  }

  /** Runs are made, offered to a worker, run and end. @throws Error when one of them is not offered */
  async round(): Promise<void> {
    const made: string[] = [];
    for (let index = 0; index < RUNS_PER_ROUND; index += 1) {
      const path = `/deployments/${this.#deployment}/create_flow_run`;
      made.push((await this.#timed<Identified>('runs of a deployment', path, {})).id);
    }
    const claimed = await this.#timed<{ flow_run: Identified }[]>(
      'claims',
      `/work_pools/${SEEDED_POOL}/get_scheduled_flow_runs`,
      { limit: 100, scheduled_before: new Date().toISOString() },
    );
    const offered = new Set(claimed.map(({ flow_run }) => flow_run.id));
    for (const id of made) {
      if (!offered.has(id)) throw new Error(`run ${id} was due and not offered`);
      for (const type of ['PENDING', 'RUNNING', 'COMPLETED'])
        await this.#timed('transitions', `/flow_runs/${id}/set_state`, { state: { type } });
      const task = { flow_run_id: id, task_key: 'load', dynamic_key: '0', state: { type: 'PENDING' } };
      const { id: task_run } = await this.#timed<Identified>('creates of task runs', '/task_runs/', task);
      await this.#timed('transitions of task runs', `/task_runs/${task_run}/set_state`, { state: { type: 'RUNNING' } });
    }
  }
}

const median = (samples: readonly number[]): number =>
  samples.toSorted((one, other) => one - other)[samples.length >> 1] ?? Number.NaN;

/** The two take turns, so that whatever else the machine does slows both. */
export async function besideEmpty(large: Connection, empty: Connection): Promise<Ratio[]> {
  const [one, other] = [await Side.of(large), await Side.of(empty)];
  for (const side of [one, other]) {
    await side.round();
    // What is compiled on the first way counts for neither.
    side.samples.clear();
  }
  for (let round = 0; round < ROUNDS; round += 1) for (const side of [one, other]) await side.round();
  return [...one.samples].map(([name, samples]) => {
    const [large_ms, empty_ms] = [median(samples), median(other.samples.get(name) ?? [])];
    return { name, large_ms, empty_ms, ratio: large_ms / empty_ms };
  });
}
