// sdk: one run of a served deployment in a process of its own.
import { spawn } from 'node:child_process';
import { hostname } from 'node:os';
import type { FlowRunResponse } from '@signalbox/contract';
import { messageOf } from '../errors.ts';
import { proposeState } from '../runs/propose-state.ts';
import type { Session } from '../session/session.ts';
import { readSettings } from '../settings/settings.ts';

/** Tells a process of the serving script which run it is to be. */
export const SERVED_RUN_VARIABLE = 'SIGNALBOX_SERVED_FLOW_RUN_ID';

export interface ServedProcess {
  /** Asks the process to end; it reports Cancelled or Crashed itself. */
  stop(): void;
  /** Settles when the process has ended and the run has a final state. */
  readonly ended: Promise<void>;
}

function environmentFor(session: Session, flow_run: FlowRunResponse): NodeJS.ProcessEnv {
  const { api_key, auth_string } = readSettings();
  return {
    ...process.env,
    [SERVED_RUN_VARIABLE]: flow_run.id,
    SIGNALBOX_API_URL: session.client.connection.api_url,
    ...(api_key === null ? {} : { SIGNALBOX_API_KEY: api_key }),
    ...(auth_string === null ? {} : { SIGNALBOX_API_AUTH_STRING: auth_string }),
  };
}

/** Takes the run up and starts its process; null when the server does not let it be taken up, for instance because another has it. */
export async function startServedProcess(session: Session, flow_run: FlowRunResponse): Promise<ServedProcess | null> {
  const verdict = await proposeState(session, flow_run.id, { type: 'PENDING', name: 'Pending' }, {});
  if (verdict.kind !== 'taken') return null;
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: environmentFor(session, flow_run),
    stdio: 'inherit',
  });
  const { promise: ended, resolve } = Promise.withResolvers<string | null>();
  child.once('error', (error) => resolve(`The process could not be started. ${messageOf(error)}`));
  child.once('exit', (code, signal) =>
    resolve(
      code === 0 ? null : `The process ended with ${signal === null ? `exit code ${code}` : `signal ${signal}`}.`,
    ),
  );
  await session.client.flow_runs.update({
    params: { id: flow_run.id },
    body: { infrastructure_pid: `${hostname()}:${child.pid}` },
  });
  return {
    stop: () => child.kill('SIGTERM'),
    ended: ended.then(async (trouble) => {
      if (trouble !== null) await reportCrash(session, flow_run, trouble);
    }),
  };
}

/** A run whose process died without a word ends here; one that reported its end keeps it. */
async function reportCrash(session: Session, flow_run: FlowRunResponse, message: string): Promise<void> {
  const { state_type } = await session.client.flow_runs.read({ params: { id: flow_run.id } });
  if (state_type === 'CANCELLING') {
    await proposeState(session, flow_run.id, { type: 'CANCELLED', name: 'Cancelled', message }, {});
  } else if (state_type === 'PENDING' || state_type === 'RUNNING') {
    await proposeState(session, flow_run.id, { type: 'CRASHED', name: 'Crashed', message }, {});
  }
}
