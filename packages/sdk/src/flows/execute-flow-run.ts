// sdk: runs a flow run that exists already, for instance one that a worker has taken up.
import type { Client } from '@signalbox/client';
import type { DeploymentResponse, FlowRunId, FlowRunResponse } from '@signalbox/contract';
import { EntrypointError, messageOf, NoServerConfiguredError, RunRefusedError } from '../errors.ts';
import { lastWords } from '../logs/last-words.ts';
import { loggerOf } from '../logs/logger.ts';
import { validateParameters } from '../parameters/validate-parameters.ts';
import { leaseFromEnvironment } from '../runs/lease-keeper.ts';
import { endWithProcess } from '../runs/process-end.ts';
import { proposeState } from '../runs/propose-state.ts';
import { clientFromSettings, flushSession, type Session, sessionFor } from '../session/session.ts';
import { readSettings } from '../settings/settings.ts';
import { RunState } from '../states/run-state.ts';
import { flowRunInfoFromWire, wireFlowRunPolicy } from '../wire.ts';
import { type AnyFlow, flowDefinitionOf } from './any-flow.ts';
import { conductRun } from './conduct-run.ts';
import type { FlowDefinition } from './flow-definition.ts';

/** What is known of the run before its code is loaded. */
export interface RunToLoad {
  readonly flow_run: FlowRunResponse;
  /** Null for a run that belongs to no deployment. */
  readonly deployment: DeploymentResponse | null;
}

export interface ExecuteOptions {
  readonly flow_run_id: string;
  /** By default one that is made from the settings, with a transport that starts fast. */
  readonly client?: Client;
  /** Fetches the code and answers the flow; an error becomes the run's Crashed state. */
  readonly loadFlow: (run: RunToLoad) => Promise<AnyFlow>;
}

/**
 * Reads the run and its deployment, loads the flow, checks the parameters and runs it to its end. The answer is the
 * state it ended in, also when that is Failed or Crashed; throws when the run cannot be read, begun or reported.
 *
 * When SIGNALBOX_LEASE_HOLDER and SIGNALBOX_FENCING_NUMBER are set, this process takes over that lease.
 */
export async function executeFlowRun(options: ExecuteOptions): Promise<RunState> {
  const own = options.client === undefined ? clientFromSettings(configuredUrl()) : null;
  const client = options.client ?? own?.client;
  if (client === undefined) throw new NoServerConfiguredError();
  const session = sessionFor(client);
  const silence = lastWords(session);
  try {
    return await execute(session, options);
  } finally {
    await flushSession(session);
    silence();
    own?.close();
  }
}

function configuredUrl(): string {
  const { api_url } = readSettings();
  if (api_url === null) throw new NoServerConfiguredError();
  return api_url;
}

async function execute(session: Session, options: ExecuteOptions): Promise<RunState> {
  const { client } = session;
  const lease = leaseFromEnvironment();
  // Asked for now, needed later.
  session.hasLeases().catch(() => {});
  // The edge of the types: an id from the command line; the server says when it knows none of that name.
  const id = options.flow_run_id as FlowRunId;
  const flow_run = await client.flow_runs.read({ params: { id } }, { retries: 3 });
  const deployment =
    flow_run.deployment_id === null ? null : await client.deployments.read({ params: { id: flow_run.deployment_id } });
  if (flow_run.state_type === 'SCHEDULED') await makePending(session, flow_run);

  let definition: FlowDefinition;
  try {
    const found = flowDefinitionOf(await options.loadFlow({ flow_run, deployment }));
    if (found === null) throw new EntrypointError('What was loaded is not a flow.');
    definition = found;
  } catch (error) {
    return crashed(session, flow_run, error);
  }

  const info = flowRunInfoFromWire(flow_run, definition.options.name);
  await sendPolicy(session, flow_run, definition);
  const controller = new AbortController();
  const end = conductRun({
    session,
    definition,
    info,
    runCount: flow_run.run_count,
    lease,
    controller,
    outer: undefined,
    parameters: () =>
      validateParameters(`flow '${definition.options.name}'`, definition.options.parameters, {
        ...deployment?.parameters,
        ...flow_run.parameters,
      }),
  });
  endWithProcess(
    { id, name: info.name, client, abort: (reason) => controller.abort(reason) },
    end.finally(() => flushSession(session)),
  );
  return end;
}

/** A run that nobody has taken up yet is taken up here. */
async function makePending(session: Session, flow_run: FlowRunResponse): Promise<void> {
  const verdict = await proposeState(session, flow_run.id, { type: 'PENDING', name: 'Pending' }, {});
  if (verdict.kind === 'taken') return;
  throw new RunRefusedError(`The server does not let flow run '${flow_run.name}' be taken up. ${verdict.reason}`);
}

/** The server decides on retries, so it must know how many the flow's code asks for. */
async function sendPolicy(session: Session, flow_run: FlowRunResponse, definition: FlowDefinition): Promise<void> {
  const policy = wireFlowRunPolicy(definition.options);
  const { retries, retry_delay } = flow_run.empirical_policy;
  if ((retries ?? 0) === policy.retries && (retry_delay ?? 0) === policy.retry_delay) return;
  await session.client.flow_runs.update({
    params: { id: flow_run.id },
    body: { empirical_policy: { ...flow_run.empirical_policy, ...policy } },
  });
}

async function crashed(session: Session, flow_run: FlowRunResponse, error: unknown): Promise<RunState> {
  const message =
    error instanceof EntrypointError ? error.message : `The flow could not be loaded. ${messageOf(error)}`;
  loggerOf({
    sender: session.logs,
    runName: flow_run.name,
    name: 'signalbox.flow_runs',
    flowRunId: flow_run.id,
    taskRunId: null,
  }).error(message);
  const verdict = await proposeState(session, flow_run.id, { type: 'CRASHED', name: 'Crashed', message }, {});
  const state = verdict.kind === 'refused' ? null : verdict.state;
  return new RunState(
    {
      type: state?.type ?? 'CRASHED',
      name: state?.name ?? 'Crashed',
      message,
      timestamp: state?.timestamp ?? new Date().toISOString(),
    },
    { kind: 'error', error },
  );
}
