// sdk: what the runs of one process share: the client, what goes to the server in the background, what the server can do.
import { type Client, createClient, type EventEmitter, eventEmitter, NotFoundError } from '@signalbox/client';
import type { FlowId } from '@signalbox/contract';
import { messageOf, NoServerConfiguredError } from '../errors.ts';
import { lastWords } from '../logs/last-words.ts';
import { type LogSender, logSender } from '../logs/log-sender.ts';
import { activeRun } from '../runs/run-context.ts';
import { readSettings } from '../settings/settings.ts';
import { embeddedServer } from './embedded-server.ts';
import { httpFetch } from './http-fetch.ts';

export interface Session {
  readonly client: Client;
  readonly events: EventEmitter;
  readonly logs: LogSender;
  /** Whether the server keeps leases on flow runs; a Prefect server does not. */
  readonly hasLeases: () => Promise<boolean>;
  /** The id of the flow of that name, which is made when the server does not know it. */
  readonly flowId: (name: string) => Promise<FlowId>;
}

export interface OpenedSession extends Session {
  close(): Promise<void>;
}

/** A server that restarts is back within this time; a run that cannot report for longer ends with an error. */
const PATIENCE_SECONDS = 120;
const PATIENT_RETRIES = 30;

const complain = (message: string): void => {
  process.stderr.write(`signalbox: ${message}\n`);
};

export function sessionFor(client: Client): Session {
  const flowIds = new Map<string, Promise<FlowId>>();
  let leases: Promise<boolean> | null = null;

  async function askForLeases(): Promise<boolean> {
    try {
      return (await client.server.capabilities()).leases;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }

  return {
    client,
    events: eventEmitter(client),
    logs: logSender(client, complain),
    hasLeases: () => {
      leases ??= askForLeases();
      return leases;
    },
    flowId: (name) => {
      // The first request of a process: a wrong address shows here, so it is not tried for minutes.
      const found = flowIds.get(name) ?? client.flows.create({ body: { name } }, { retries: 2 }).then(({ id }) => id);
      flowIds.set(name, found);
      found.catch(() => flowIds.delete(name));
      return found;
    },
  };
}

/** Waits until the server has all log lines and events; what cannot be sent is said on the console. */
export async function flushSession(session: Session): Promise<void> {
  await session.events.flush().catch((error: unknown) => {
    complain(`states of task runs could not be sent to the server: ${messageOf(error)}`);
  });
  await session.logs.flush();
}

/** The client that the settings describe, with a transport that starts fast. */
export function clientFromSettings(api_url: string): { client: Client; close: () => void } {
  const settings = readSettings();
  const transport = httpFetch();
  const client = createClient({
    api_url,
    ...(settings.api_key === null ? {} : { api_key: settings.api_key }),
    ...(settings.auth_string === null ? {} : { auth_string: settings.auth_string }),
    fetch: transport.fetch,
    retries: PATIENT_RETRIES,
    deadline_seconds: PATIENCE_SECONDS,
  });
  return { client, close: transport.close };
}

async function openSession(): Promise<OpenedSession> {
  const { api_url } = readSettings();
  const start = api_url === null ? embeddedServer() : null;
  if (api_url === null && start === null) throw new NoServerConfiguredError();
  const embedded = start === null ? null : await start();
  const { client, close } = clientFromSettings(embedded?.api_url ?? api_url ?? '');
  const session = sessionFor(client);
  const silence = lastWords(session);
  return {
    ...session,
    close: async () => {
      await flushSession(session);
      silence();
      close();
      await embedded?.stop();
    },
  };
}

let current: { users: number; readonly session: Promise<OpenedSession> } | null = null;

/** Runs the work with the process's session: the first one in opens it, the last one out closes it. */
export async function withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
  current ??= { users: 0, session: openSession() };
  const mine = current;
  mine.users += 1;
  try {
    return await work(await mine.session);
  } finally {
    mine.users -= 1;
    if (mine.users === 0) {
      if (current === mine) current = null;
      // When opening failed there is nothing to close, and the work has thrown the reason already.
      await mine.session.then(
        (session) => session.close(),
        () => {},
      );
    }
  }
}

/** Runs the work with the session of the run around it, or with the process's own outside of one. */
export function sessionHere<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
  const run = activeRun();
  return run === undefined ? withSession(work) : work(run.flow.session);
}
