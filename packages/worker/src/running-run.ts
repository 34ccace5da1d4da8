// worker: one run from its claim to the report of its end.
import { once } from 'node:events';
import type { DeploymentResponse, FlowRun, WorkPoolResponse } from '@signalbox/contract';
import { type Handle, isFinal, SubmitError } from '@signalbox/core';
import type { Claim } from './claim.ts';
import { insistently } from './insistently.ts';
import { jobOf } from './job.ts';
import { keepLease } from './keep-lease.ts';
import { logLine, reportExit, reportNotStarted } from './report.ts';
import type { WorkerContext } from './worker-context.ts';

/** Seconds that a cancelled run gets to end by itself after SIGTERM. */
const CANCEL_GRACE_SECONDS = 30;

type StartableRun = Pick<FlowRun, 'id' | 'name' | 'run_count' | 'deployment_id' | 'job_variables'>;

export class RunningRun {
  readonly run: StartableRun;
  /** Resolves when the run's end is reported. */
  readonly ended: Promise<void>;
  readonly #context: WorkerContext;
  readonly #claim: Claim;
  #handle: Handle | null = null;
  #stop_grace_seconds: number | null = null;

  /** `found` is the handle of a process that an earlier worker started; null starts one. */
  constructor(context: WorkerContext, run: StartableRun, claim: Claim, found: Handle | null) {
    this.run = run;
    this.#context = context;
    this.#claim = claim;
    this.ended = this.#live(found);
  }

  /** The run is to be cancelled: ends its process; its end is then reported as Cancelled. */
  async cancel(): Promise<void> {
    if (this.#stop_grace_seconds === null) await this.stop(CANCEL_GRACE_SECONDS);
  }

  /** Ends the process. Before it has started this takes effect at its start. */
  async stop(grace_seconds: number): Promise<void> {
    this.#stop_grace_seconds = grace_seconds;
    if (this.#handle !== null) await this.#context.infrastructure.stop(this.#handle, grace_seconds);
  }

  async #live(found: Handle | null): Promise<void> {
    const { run } = this;
    const tell = this.#context.tell;
    const started_at = performance.now();
    const handle = found ?? (await this.#submit());
    if (handle === null) return;
    this.#handle = handle;
    tell({ type: 'run-started', run, identifier: handle.identifier, found_again: found !== null });
    if (this.#stop_grace_seconds !== null) this.#stopAside(this.#stop_grace_seconds);
    const { signal: left } = this.#context;
    const life = new AbortController();
    void this.#keepLease(AbortSignal.any([life.signal, left]));
    try {
      const state_name = await untilLeft(this.#untilReported(handle), left);
      if (state_name !== null)
        tell({ type: 'run-ended', run, state_name, seconds: (performance.now() - started_at) / 1000 });
    } finally {
      life.abort();
    }
  }

  /** The name of the state that the run is in when its process has ended. */
  async #untilReported(handle: Handle): Promise<string> {
    const { run } = this;
    const recorded = this.#recordIdentifier(handle);
    const exit = await this.#context.infrastructure.watch(handle, {
      onOutput: (line) => this.#context.tell({ type: 'run-output', run, line }),
      onEvent: ({ level, message }) => this.#tellEvent(level, message),
    });
    await recorded;
    return reportExit(this.#context, run, this.#claim, exit);
  }

  async #submit(): Promise<Handle | null> {
    const { run } = this;
    try {
      const { deployment, work_pool } = await this.#readFacts();
      const job = await jobOf(this.#context, run, this.#claim, deployment, work_pool);
      return await this.#context.submissions.pass(() => this.#context.infrastructure.submit(job));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const state_name = await reportNotStarted(this.#context, run, this.#claim, reason);
      this.#context.tell({ type: 'trouble', message: `Flow run ${run.name} could not be started. ${reason}` });
      this.#context.tell({ type: 'run-ended', run, state_name, seconds: 0 });
      return null;
    }
  }

  async #readFacts(): Promise<{ deployment: DeploymentResponse; work_pool: WorkPoolResponse }> {
    const { client, work_pool_name } = this.#context;
    const { deployment_id } = this.run;
    if (deployment_id === null) throw new SubmitError('It has no deployment, so there is no entrypoint to run.');
    const [deployment, work_pool] = await Promise.all([
      insistently(() => client.deployments.read({ params: { id: deployment_id } }), this.#context),
      insistently(() => client.work_pools.read({ params: { name: work_pool_name } }), this.#context),
    ]);
    return { deployment, work_pool };
  }

  async #recordIdentifier({ identifier }: Handle): Promise<void> {
    const params = { id: this.run.id };
    try {
      await insistently(
        () => this.#context.client.flow_runs.update({ params, body: { infrastructure_pid: identifier } }),
        this.#context,
      );
    } catch (error) {
      this.#trouble('Its infrastructure_pid could not be recorded', error);
    }
  }

  async #keepLease(signal: AbortSignal): Promise<void> {
    try {
      const lost = await keepLease(this.#context, this.run.id, this.#claim, signal);
      if (lost && (await this.#isAnothers())) await this.stop(CANCEL_GRACE_SECONDS);
    } catch (error) {
      this.#trouble('Its lease could not be kept', error);
    }
  }

  // A lease also ends with the run itself, whose process may still have its hooks to run.
  async #isAnothers(): Promise<boolean> {
    const { state } = await this.#context.client.flow_runs.read({ params: { id: this.run.id } });
    if (isFinal(state)) return false;
    this.#context.tell({
      type: 'trouble',
      message: `Flow run ${this.run.name} is in other hands, because its lease was not renewed in time. Ending its process here.`,
    });
    return true;
  }

  /** To whoever runs the worker, and into the log of the run, where its people look. */
  #tellEvent(level: 'info' | 'warning', message: string): void {
    this.#context.tell({ type: 'infrastructure-event', run: this.run, level, message });
    logLine(this.#context, this.run, level, message).catch((error: unknown) =>
      this.#trouble('What its infrastructure says could not be logged', error),
    );
  }

  #stopAside(grace_seconds: number): void {
    this.stop(grace_seconds).catch((error: unknown) => this.#trouble('Its process could not be stopped', error));
  }

  #trouble(what: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#context.tell({ type: 'trouble', message: `Flow run ${this.run.name}: ${what}: ${reason}` });
  }
}

/** Null when the signal aborts first: whoever finds the run again sees to its end. */
async function untilLeft(state_name: Promise<string>, left: AbortSignal): Promise<string | null> {
  if (left.aborted) {
    state_name.catch(() => undefined);
    return null;
  }
  const settled = new AbortController();
  const leaving = once(left, 'abort', { signal: settled.signal }).catch(() => undefined);
  try {
    return await Promise.race([state_name, leaving.then(() => null)]);
  } catch (error) {
    if (left.aborted) return null;
    throw error;
  } finally {
    settled.abort();
    if (left.aborted) state_name.catch(() => undefined);
  }
}
