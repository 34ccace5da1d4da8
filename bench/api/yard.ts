// bench: what is there before the clock runs: a flow, runs to read and to move, a deployment.
import type { Answer, Call, Connection } from './connection.ts';

/** Runs that are read and listed: more than one page of 50. */
const RUNS = 60;

export interface Yard {
  readonly flow_id: string;
  readonly deployment_id: string;
  /** Runs that are read. */
  readonly run_ids: readonly string[];
  /** A run for each client, whose state that client alone moves. */
  readonly moved_run_ids: readonly string[];
}

const TRIES = 20;

/** Asks until the server takes it: a Prefect server on SQLite answers 503 or hangs up when it is busy. */
async function insist(connection: Connection, call: Call): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await connection.send(call).catch((error: unknown) => {
      if (tries >= TRIES) throw error;
      return null;
    });
    if (answer === null || (answer.status === 503 && tries < TRIES)) continue;
    if (answer.status < 400) return answer;
    throw new Error(`${call.method} ${call.path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

const idOf = ({ body }: Answer): string => {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id;
  throw new Error(`an object with an id was expected, not ${JSON.stringify(body)}`);
};

export const flowRunBody = (flow_id: string): string =>
  JSON.stringify({
    flow_id,
    name: 'measured-run',
    parameters: { city: 'Seattle', days: 30 },
    context: {},
    tags: ['bench'],
    empirical_policy: { retries: 2, retry_delay: 10 },
    state: { type: 'PENDING', name: 'Pending' },
  });

export const deploymentBody = (flow_id: string): string =>
  JSON.stringify({
    name: 'measured',
    flow_id,
    parameters: { city: 'Seattle', days: 30 },
    tags: ['bench'],
    description: 'A deployment that does not change.',
    version: '1',
    entrypoint: 'flows/weather.py:weather',
    path: '.',
    enforce_parameter_schema: true,
    parameter_openapi_schema: {
      type: 'object',
      title: 'Parameters',
      properties: { city: { type: 'string' }, days: { type: 'integer' } },
    },
    pull_steps: [{ 'prefect.deployments.steps.set_working_directory': { directory: '/flows' } }],
  });

export async function buildYard(connection: Connection, clients: number): Promise<Yard> {
  const post = (path: string, body: string) => insist(connection, { method: 'POST', path, body });
  const flow_id = idOf(await post('/flows/', JSON.stringify({ name: 'measured-flow' })));
  const deployment_id = idOf(await post('/deployments/', deploymentBody(flow_id)));
  const ids: string[] = [];
  while (ids.length < RUNS + clients) ids.push(idOf(await post('/flow_runs/', flowRunBody(flow_id))));
  return { flow_id, deployment_id, run_ids: ids.slice(clients), moved_run_ids: ids.slice(0, clients) };
}
