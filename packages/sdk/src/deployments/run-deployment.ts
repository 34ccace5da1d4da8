// sdk: starts a run of a deployment, wherever that runs, and waits for its end.
import type { Client } from '@signalbox/client';
import type { FlowRunResponse } from '@signalbox/contract';
import { newId } from '../clock.ts';
import { createParentTaskRun, wireParameters } from '../flows/create-flow-run.ts';
import { isResultRecord, readResult } from '../results/persist-result.ts';
import { activeRun } from '../runs/run-context.ts';
import { untilFlowRun } from '../runs/until-flow-run.ts';
import { sessionHere } from '../session/session.ts';
import { type Outcome, RunState } from '../states/run-state.ts';

export interface RunDeploymentOptions {
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Wait until the run ends; true by default. */
  readonly wait?: boolean;
  /** Seconds after which waiting ends, with the state the run has then; without end by default. */
  readonly timeoutSeconds?: number;
  /** When the run is to start; at once by default. */
  readonly scheduledTime?: Date;
  readonly flowRunName?: string;
  readonly tags?: readonly string[];
  /** A second call with the same key starts nothing and answers the first one's run. */
  readonly idempotencyKey?: string;
  /** Above the deployment's own. */
  readonly jobVariables?: Readonly<Record<string, unknown>>;
}

export interface DeploymentRun {
  readonly id: string;
  readonly name: string;
  /** The state in which the run ended, or the one it had when waiting ended. */
  readonly state: RunState;
}

const FINAL: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED']);

/**
 * Starts a run of the deployment `flow-name/deployment-name`. Within a flow it shows as a child run.
 *
 * @example
 * const { state } = await runDeployment('weather/new-york', { parameters: { year: 2015 } });
 */
export function runDeployment(name: string, options: RunDeploymentOptions = {}): Promise<DeploymentRun> {
  const [flow_name, deployment_name, ...rest] = name.split('/');
  if (!flow_name || !deployment_name || rest.length > 0) {
    throw new TypeError(`A deployment is named 'flow-name/deployment-name', not '${name}'.`);
  }
  return sessionHere(async (session) => {
    const { client } = session;
    const { id } = await client.deployments.read_by_name({ params: { flow_name, deployment_name } });
    const parent = activeRun();
    const flow_run = await client.deployments.create_flow_run({
      params: { id },
      body: {
        parameters: wireParameters(options.parameters ?? {}),
        parent_task_run_id:
          parent === undefined ? null : await createParentTaskRun(session, name, options.parameters, parent),
        state: {
          type: 'SCHEDULED',
          state_details: { scheduled_time: (options.scheduledTime ?? new Date()).toISOString() },
        },
        ...(options.flowRunName === undefined ? {} : { name: options.flowRunName }),
        tags: [...(options.tags ?? [])],
        // One of our own lets the request be sent again when its answer is lost.
        idempotency_key: options.idempotencyKey ?? newId(),
        job_variables: options.jobVariables === undefined ? null : { ...options.jobVariables },
      },
    });
    const ended =
      options.wait === false ? flow_run : await untilFinal(client, flow_run, options, parent?.flow.context.signal);
    return { id: ended.id, name: ended.name, state: await stateOf(ended) };
  });
}

async function untilFinal(
  client: Client,
  flow_run: FlowRunResponse,
  options: RunDeploymentOptions,
  outer: AbortSignal | undefined,
): Promise<FlowRunResponse> {
  const timeout = options.timeoutSeconds === undefined ? undefined : AbortSignal.timeout(options.timeoutSeconds * 1000);
  const signal = AbortSignal.any([outer, timeout].filter((one) => one !== undefined));
  try {
    return await untilFlowRun(client, flow_run.id, ({ state_type }) => FINAL.has(state_type ?? ''), signal);
  } catch (error) {
    if (timeout?.aborted !== true || outer?.aborted === true) throw error;
    return client.flow_runs.read({ params: { id: flow_run.id } });
  }
}

async function stateOf(flow_run: FlowRunResponse): Promise<RunState> {
  const { state } = flow_run;
  const parts = {
    type: state?.type ?? 'SCHEDULED',
    name: state?.name ?? 'Scheduled',
    message: state?.message ?? null,
    timestamp: state?.timestamp ?? new Date().toISOString(),
  };
  return new RunState(parts, await outcomeOf(state?.data));
}

/** The result, where the flow kept it at a place that this process can read. */
async function outcomeOf(data: unknown): Promise<Outcome<unknown>> {
  if (!isResultRecord(data) || data.serializer.type !== 'json') return { kind: 'none' };
  try {
    return { kind: 'value', value: await readResult(data) };
  } catch (error) {
    return { kind: 'error', error };
  }
}
