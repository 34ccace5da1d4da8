// sdk: what happens to the runs of this process when it is told to end, or dies of an error that nothing caught.
import type { Client } from '@signalbox/client';
import type { FlowRunId } from '@signalbox/contract';
import { messageOf, ProcessEndedError, RunCancelledError } from '../errors.ts';

/** A run at the root of this process, with the child runs and tasks in it. */
export interface RootRun {
  readonly id: string;
  readonly name: string;
  readonly client: Client;
  readonly abort: (reason: Error) => void;
}

const SIGNALS = { SIGTERM: 15, SIGINT: 2 } as const;
type Signal = keyof typeof SIGNALS;

const ASK_SECONDS = 3;

const running = new Map<RootRun, Promise<unknown>>();

/** Whether the signal came because someone cancelled the run. */
async function isCancelled(run: RootRun): Promise<boolean> {
  try {
    // The edge of the types: an id that came from the server.
    const read = await run.client.flow_runs.read(
      { params: { id: run.id as FlowRunId } },
      { retries: 0, timeout_seconds: ASK_SECONDS },
    );
    return read.state_type === 'CANCELLING' || read.state_type === 'CANCELLED';
  } catch {
    // A server that does not answer now has not cancelled anything that we know of.
    return false;
  }
}

async function endAll(reasonFor: (run: RootRun) => Promise<Error>, exitCode: number): Promise<void> {
  const ends = [...running].map(async ([run, end]) => {
    run.abort(await reasonFor(run));
    // How the run ended is the caller's to say; here it only matters that it has.
    await end.catch(() => {});
  });
  await Promise.all(ends);
  process.exit(exitCode);
}

const onSignal = (signal: Signal) => {
  void endAll(
    async (run) =>
      (await isCancelled(run))
        ? new RunCancelledError(`Flow run '${run.name}'`)
        : new ProcessEndedError(`The process was told to end by ${signal}.`),
    128 + SIGNALS[signal],
  );
};

const onUncaught = (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  void endAll(
    async () =>
      new ProcessEndedError(`The process ended by an error that nothing caught. ${messageOf(error)}`, { cause: error }),
    1,
  );
};

function listen(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, onSignal);
  process.once('uncaughtException', onUncaught);
}

function unlisten(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  process.off('uncaughtException', onUncaught);
}

/** Ends the run properly when the process ends before it. `end` settles when all of it is reported. */
export function endWithProcess(run: RootRun, end: Promise<unknown>): void {
  if (running.size === 0) listen();
  running.set(run, end);
  const forget = () => {
    running.delete(run);
    if (running.size === 0) unlisten();
  };
  end.then(forget, forget);
}
