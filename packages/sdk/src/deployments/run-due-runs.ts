// sdk: waits for runs of deployments to become due and starts them, at most so many at a time.
import { subscribeEvents, wait } from '@signalbox/client';
import type { DeploymentId, FlowRunId } from '@signalbox/contract';
import { messageOf } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { type ServedProcess, startServedProcess } from './served-process.ts';

export interface DueRunsOptions {
  readonly limit: number;
  /** Ends the waiting and asks the running processes to end; the answer comes when they have. */
  readonly signal: AbortSignal;
}

/** How far ahead the server is asked, and thus how often at least. Runs made meanwhile wake us by their event. */
const AHEAD_SECONDS = 10;

export async function runDueRuns(
  session: Session,
  deployment_ids: readonly DeploymentId[],
  { limit, signal }: DueRunsOptions,
): Promise<void> {
  const processes = new Map<string, ServedProcess>();
  const ends = new Set<Promise<void>>();
  let wake: () => void = () => {};

  async function takeDue(): Promise<number> {
    const flow_runs = await session.client.deployments.get_scheduled_flow_runs(
      {
        body: {
          deployment_ids: [...deployment_ids],
          scheduled_before: new Date(Date.now() + AHEAD_SECONDS * 1000).toISOString(),
          limit: 100,
        },
      },
      { signal },
    );
    for (const flow_run of flow_runs) {
      if (processes.size >= limit) return AHEAD_SECONDS;
      const seconds =
        (Date.parse(flow_run.next_scheduled_start_time ?? flow_run.expected_start_time ?? '') - Date.now()) / 1000;
      // They come in the order in which they are due.
      if (seconds > 0) return seconds;
      if (processes.has(flow_run.id)) continue;
      const started = await startServedProcess(session, flow_run);
      if (started === null) continue;
      processes.set(flow_run.id, started);
      const end = started.ended
        .catch((error: unknown) => {
          process.stderr.write(
            `signalbox: how flow run ${flow_run.name} ended could not be reported: ${messageOf(error)}\n`,
          );
        })
        .finally(() => {
          processes.delete(flow_run.id);
          ends.delete(end);
          wake();
        });
      ends.add(end);
    }
    return AHEAD_SECONDS;
  }

  const listening = listen(session, deployment_ids, signal, {
    onScheduled: () => wake(),
    onCancelling: (id) => processes.get(id)?.stop(),
  });
  while (!signal.aborted) {
    let seconds = AHEAD_SECONDS;
    try {
      seconds = await takeDue();
    } catch (error) {
      if (signal.aborted) break;
      process.stderr.write(`signalbox: due runs could not be fetched: ${messageOf(error)}\n`);
    }
    const woken = new AbortController();
    wake = () => woken.abort();
    await wait(seconds, AbortSignal.any([signal, woken.signal])).catch(() => {});
  }
  for (const running of processes.values()) running.stop();
  await Promise.all([listening, ...ends]);
}

async function listen(
  session: Session,
  deployment_ids: readonly DeploymentId[],
  signal: AbortSignal,
  on: { readonly onScheduled: () => void; readonly onCancelling: (id: FlowRunId | string) => void },
): Promise<void> {
  const filter = {
    event: { name: ['prefect.flow-run.Scheduled', 'prefect.flow-run.AwaitingRetry', 'prefect.flow-run.Cancelling'] },
    related: { id: deployment_ids.map((id) => `prefect.deployment.${id}`) },
  };
  try {
    for await (const event of subscribeEvents(session.client, filter, { signal })) {
      if (event.event !== 'prefect.flow-run.Cancelling') on.onScheduled();
      else on.onCancelling(event.resource['prefect.resource.id']?.slice('prefect.flow-run.'.length) ?? '');
    }
  } catch (error) {
    // Without the events due runs are still found, only later.
    process.stderr.write(`signalbox: new runs are noticed within ${AHEAD_SECONDS} s only: ${messageOf(error)}\n`);
  }
}
