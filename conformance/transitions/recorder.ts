// conformance: drives one kind of run through the transitions of a scenario, and keeps what the server makes of them.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { FlowRunResponse, OrchestrationResult, type State, TaskRun } from '@signalbox/contract';
import { type PrefectServer, ServerBusyError } from './prefect-server.ts';
import {
  anonymous,
  type Outcome,
  type RecordedCase,
  type Recording,
  type Request,
  type RunFacts,
  runChanges,
  runSpec,
  type Start,
  type StateSpec,
  stateSpec,
} from './recorded-case.ts';
import type { Scenario, StartPlan } from './scenario.ts';

const TIMES = ['scheduled_time', 'cache_expiration', 'pause_timeout'];
const LIMIT = 1;
const MOST_ATTEMPTS = 10;

interface Deployment {
  readonly id: string;
  readonly limit_id: string | null;
}

/** Begins again, with a new run, when the server is busy: it may have done half of what was asked. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = MOST_ATTEMPTS - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServerBusyError) || left === 0) throw error;
    }
  }
}

/** A run that stands at its start. */
interface Standing {
  readonly id: string;
  readonly before: RunFacts;
  readonly start: Start;
  readonly deployment: Deployment | null;
}

function text(body: unknown, key: string): string {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  if (typeof value !== 'string') throw new Error(`the server answered without "${key}": ${JSON.stringify(body)}`);
  return value;
}

/** A state as it is sent: times in seconds become times from now. */
function stateBody(spec: StateSpec): unknown {
  const details = Object.entries(spec.details ?? {}).map(([key, value]) =>
    TIMES.includes(key) ? [key, new Date(Date.now() + Number(value) * 1_000).toISOString()] : [key, value],
  );
  return {
    type: spec.type,
    name: spec.name ?? null,
    message: spec.message ?? null,
    data: spec.data ?? null,
    state_details: Object.fromEntries(details),
  };
}

const leaseOf = (state: State | null): string | null => state?.state_details.deployment_concurrency_lease_id ?? null;

export class Recorder {
  readonly #server: PrefectServer;
  readonly #scenario: Scenario;
  readonly #flow_id: string;
  readonly #deployments: Readonly<Record<string, Deployment>>;

  #kept: { readonly name: string; readonly standing: Standing } | null = null;

  private constructor(
    server: PrefectServer,
    scenario: Scenario,
    flow_id: string,
    deployments: Readonly<Record<string, Deployment>>,
  ) {
    this.#server = server;
    this.#scenario = scenario;
    this.#flow_id = flow_id;
    this.#deployments = deployments;
  }

  /** Makes the flow and the deployments that the runs of the scenario belong to. */
  static async open(server: PrefectServer, scenario: Scenario): Promise<Recorder> {
    const flow_id = text((await server.request('POST', '/flows/', { name: scenario.kind })).body, 'id');
    const deployments: Record<string, Deployment> = {};
    for (const name of ['unlimited', 'ENQUEUE', 'CANCEL_NEW']) {
      const limit =
        name === 'unlimited' ? {} : { concurrency_limit: LIMIT, concurrency_options: { collision_strategy: name } };
      const { body } = await server.request('POST', '/deployments/', { name, flow_id, ...limit });
      const global: unknown = Reflect.get(Object(body), 'global_concurrency_limit');
      deployments[name] = { id: text(body, 'id'), limit_id: global ? text(global, 'id') : null };
    }
    return new Recorder(server, scenario, flow_id, deployments);
  }

  /** Records the creation of a run with each proposal as its first state, and these requests. */
  async record(requests: readonly Request[], creations: readonly string[]): Promise<Recording> {
    const created: Record<string, Outcome> = {};
    for (const name of creations) created[name] = await patiently(() => this.#create(name));
    const starts: Record<string, Start> = {};
    const cases: RecordedCase[] = [];
    for (const request of requests) {
      const { start, outcome } = await patiently(() => this.#case(request));
      const known = starts[request.start];
      if (known && !isDeepStrictEqual(known, start)) {
        const both = `${JSON.stringify(known)}\n${JSON.stringify(start)}`;
        throw new Error(`the start ${request.start} is not the same each time:\n${both}`);
      }
      starts[request.start] = start;
      cases.push({ ...request, outcome });
    }
    const { proposals } = this.#scenario;
    return { server: this.#server.version, starts, proposals, creations: created, cases };
  }

  /** One transition. A run that it left untouched serves the next request from the same start. */
  async #case(request: Request): Promise<{ start: Start; outcome: Outcome }> {
    const kept = this.#kept?.name === request.start ? this.#kept.standing : null;
    this.#kept = null;
    const standing = kept ?? (await this.#stand(this.#plan(request.start)));
    const outcome = await this.#ask(standing, request);
    const untouched = outcome.written === undefined && Object.keys(outcome.run).length === 0;
    if (untouched && !request.slots && !request.lease_lost) this.#kept = { name: request.start, standing };
    return { start: standing.start, outcome };
  }

  #plan(start: string): StartPlan {
    const plan = this.#scenario.starts[start];
    if (plan === undefined) throw new Error(`the scenario has no start ${start}`);
    return plan;
  }

  #proposal(name: string): StateSpec {
    const proposal = this.#scenario.proposals[name];
    if (proposal === undefined) throw new Error(`the scenario has no proposal ${name}`);
    return proposal;
  }

  get #path(): string {
    return this.#scenario.kind === 'flow_run' ? '/flow_runs/' : '/task_runs/';
  }

  async #read(id: string): Promise<RunFacts> {
    const { body } = await this.#server.request('GET', `${this.#path}${id}`);
    return this.#scenario.kind === 'flow_run' ? FlowRunResponse.parse(body) : TaskRun.parse(body);
  }

  async #set(path: string, spec: StateSpec, request: Partial<Request> = {}): Promise<unknown> {
    const body = { state: stateBody(spec), force: request.force ?? false };
    return (await this.#server.request('POST', `${path}/set_state`, body, request.headers)).body;
  }

  async #stand(plan: StartPlan): Promise<Standing> {
    const deployment = plan.deployment ? (this.#deployments[plan.deployment] ?? null) : null;
    if (deployment?.limit_id) await this.#slots(deployment, { active_slots: 0, limit: LIMIT });
    const flow = plan.flow ? await this.#flow(plan.flow) : null;
    const id = await this.#make(plan, deployment, flow);
    for (const { state, force } of plan.lead ?? []) {
      await this.#set(`${this.#path}${id}`, state, force ? { force } : {});
    }
    const before = await this.#read(id);
    if (before.state === null) throw new Error(`run ${id} has no state`);
    const around = flow ? FlowRunResponse.parse((await this.#server.request('GET', `/flow_runs/${flow}`)).body) : null;
    const strategy = plan.deployment === 'ENQUEUE' || plan.deployment === 'CANCEL_NEW' ? plan.deployment : null;
    return {
      id,
      before,
      deployment,
      start: {
        run: {
          ...runSpec(before),
          ...(plan.infrastructure_pid ? { infrastructure_pid: true } : {}),
          ...(plan.subflow ? { subflow: true } : {}),
        },
        state: stateSpec(before.state, null),
        ...(deployment ? { deployment: { limit: strategy ? LIMIT : null, strategy } } : {}),
        ...(around?.state ? { flow: { run_count: around.run_count, state: stateSpec(around.state, null) } } : {}),
      },
    };
  }

  async #make(plan: StartPlan, deployment: Deployment | null, flow: string | null): Promise<string> {
    const { retries = null, retry_delay = null } = plan;
    const common = { state: stateBody(plan.create), empirical_policy: { retries, retry_delay } };
    if (this.#scenario.kind === 'task_run') {
      return this.#makeTaskRun({ ...common, flow_run_id: flow });
    }
    const parent_task_run_id = plan.subflow ? await this.#makeTaskRun({ flow_run_id: await this.#flow([]) }) : null;
    const { body } = await this.#server.request('POST', '/flow_runs/', {
      ...common,
      flow_id: this.#flow_id,
      deployment_id: deployment?.id ?? null,
      parent_task_run_id,
    });
    const id = text(body, 'id');
    if (plan.infrastructure_pid) await this.#server.request('PATCH', `/flow_runs/${id}`, { infrastructure_pid: '7' });
    return id;
  }

  async #makeTaskRun(fields: Readonly<Record<string, unknown>>): Promise<string> {
    const run = { task_key: 'task', dynamic_key: randomUUID(), ...fields };
    return text((await this.#server.request('POST', '/task_runs/', run)).body, 'id');
  }

  /** A flow run that runs, led through these states. */
  async #flow(states: readonly StateSpec[]): Promise<string> {
    const run = { flow_id: this.#flow_id, state: stateBody({ type: 'RUNNING' }) };
    const id = text((await this.#server.request('POST', '/flow_runs/', run)).body, 'id');
    for (const state of states) await this.#set(`/flow_runs/${id}`, state, { force: true });
    return id;
  }

  async #slots(deployment: Deployment, change: { active_slots: number; limit: number }): Promise<void> {
    await this.#server.request('PATCH', `/v2/concurrency_limits/${deployment.limit_id}`, change);
  }

  async #ask(standing: Standing, request: Request): Promise<Outcome> {
    const { id, before, deployment } = standing;
    const lease_id = leaseOf(before.state);
    if (request.lease_lost) {
      await this.#server.request('POST', '/v2/concurrency_limits/decrement-with-lease', { lease_id });
    }
    if (request.slots && deployment) {
      const active_slots = request.slots === 'full' ? LIMIT : 0;
      await this.#slots(deployment, { active_slots, limit: request.slots === 'zero' ? 0 : LIMIT });
    }
    const proposal = this.#proposal(request.propose);
    if (request.cached) {
      const { cache_key } = proposal.details ?? {};
      const done: StateSpec = { type: 'COMPLETED', message: 'cached', data: { any: 1 }, details: { cache_key } };
      await this.#set(`/task_runs/${await this.#makeTaskRun({ state: stateBody({ type: 'RUNNING' }) })}`, done);
    }
    const { status, details } = OrchestrationResult.parse(await this.#set(`${this.#path}${id}`, proposal, request));
    const after = await this.#read(id);
    const written = after.state !== null && after.state.id !== before.state?.id ? after.state : null;
    return {
      status,
      ...('reason' in details && details.reason !== null ? { reason: anonymous(details.reason) } : {}),
      ...('delay_seconds' in details ? { delay_seconds: Math.round(details.delay_seconds / 10) * 10 } : {}),
      ...(written ? { written: stateSpec(written, lease_id) } : {}),
      run: runChanges(before, after),
    };
  }

  async #create(name: string): Promise<Outcome> {
    const flow = this.#scenario.kind === 'task_run' ? await this.#flow([]) : null;
    const id = await this.#make({ create: this.#proposal(name) }, null, flow);
    const after = await this.#read(id);
    if (after.state === null) throw new Error(`run ${id} has no state`);
    return { status: 'ACCEPT', written: stateSpec(after.state, null), run: runSpec(after) };
  }
}
