// client: makes a client, one function for each route of the contract.
import type { BatchCall } from '@signalbox/contract';
import type { CallOptions, Client } from './client.ts';
import { type ConnectionOptions, connectionFrom } from './connection.ts';
import { csrfGuard } from './csrf.ts';
import { UnexpectedAnswerError } from './errors.ts';
import { requestTarget } from './request-target.ts';
import { ROUTE_TABLE, type RouteEntry } from './route-table.ts';
import { type Fetch, type ReceivedAnswer, requestSender, type Surroundings } from './send-request.ts';
import { wait } from './wait.ts';

export interface ClientOptions extends ConnectionOptions {
  /** Instead of the global one. */
  readonly fetch?: Fetch;
  /** Further tries after the first, where a repeat is safe; 4 by default. */
  readonly retries?: number;
  /** Seconds for one try; 30 by default. */
  readonly timeout_seconds?: number;
  /** Seconds for all tries of a call with the pauses between them; 60 by default. */
  readonly deadline_seconds?: number;
  /**
   * Check every answer against the contract and fill in its defaults; off by default, because loading the schemas takes
   * some 200 ms of a process's start. Without it answers are taken as the server gives them.
   */
  readonly check_answers?: boolean;
  /** The clock, chance and pauses of the retries, for tests. */
  readonly surroundings?: Partial<Omit<Surroundings, 'fetch'>>;
}

interface UncheckedInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * A client of any server that speaks the contract.
 *
 * @example
 * const client = createClient({ api_url: 'http://127.0.0.1:4200/api' });
 * const run = await client.flow_runs.read({ params: { id } });
 */
export function createClient(options: ClientOptions): Client {
  const connection = connectionFrom(options);
  // A browser's fetch must be called as a function of the window.
  const send: Fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const sendRequest = requestSender(connection, csrfGuard(connection, send), {
    now: Date.now,
    random: Math.random,
    wait,
    ...options.surroundings,
    fetch: send,
  });

  const patienceOf = (call: CallOptions = {}) => ({
    retries: call.retries ?? options.retries ?? 4,
    timeout_seconds: call.timeout_seconds ?? options.timeout_seconds ?? 30,
    deadline_seconds: options.deadline_seconds ?? 60,
  });

  const callOf = (route: RouteEntry) => {
    const raw = async (input: UncheckedInput = {}, call: CallOptions = {}): Promise<ReceivedAnswer> => {
      const answer = await sendRequest(
        {
          route,
          target: requestTarget(route.path, input.params, input.query),
          body: input.body,
          headers: call.headers ?? {},
          signal: call.signal,
        },
        patienceOf(call),
      );
      return options.check_answers === true ? await checked(route, answer) : answer;
    };
    const body = async (input?: UncheckedInput, call?: CallOptions) => (await raw(input, call)).body;
    return Object.assign(body, { raw });
  };

  const perform = async ({ method, path, body }: BatchCall): Promise<unknown> => {
    const request = { route: { id: 'batch.call', method, path }, target: path, body, headers: {}, signal: undefined };
    return (await sendRequest(request, patienceOf())).body;
  };

  const client = {
    connection,
    perform,
    ...Object.fromEntries(
      Object.entries(ROUTE_TABLE).map(([resource, verbs]) => [
        resource,
        Object.fromEntries(
          Object.entries(verbs).map(([verb, text]) => [verb, callOf(routeEntry(`${resource}.${verb}`, text))]),
        ),
      ]),
    ),
  };
  // The edge of the types: the table has the contract's routes, as its test proves.
  return client as unknown as Client;
}

function routeEntry(id: string, text: string): RouteEntry {
  const [method = '', path = ''] = text.split(' ');
  return { id, method, path };
}

async function checked(entry: RouteEntry, answer: ReceivedAnswer): Promise<ReceivedAnswer> {
  const { answerSchema } = await import('./answer-schema.ts');
  const schema = answerSchema(entry.id, answer.status);
  if (schema === undefined) {
    throw new UnexpectedAnswerError(entry.method, entry.path, `the contract knows no answer ${answer.status}`);
  }
  if (schema === null) return { ...answer, body: null };
  const result = schema.safeParse(answer.body);
  if (result.success) return { ...answer, body: result.data };
  const issue = result.error.issues[0];
  throw new UnexpectedAnswerError(entry.method, entry.path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
