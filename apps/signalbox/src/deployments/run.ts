// signalbox: `signalbox deployment run`
import { text as textOfStream } from 'node:stream/consumers';
import type { Timestamp } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-error.ts';
import type { RunOptions } from './declare.ts';
import { objectFromJson, objectFromKeyValues } from './key-values.ts';
import { readDeployment } from './read.ts';

async function parametersOf({ param, params }: RunOptions): Promise<Record<string, unknown>> {
  const text = params === '-' ? await textOfStream(process.stdin) : params;
  return { ...(text !== undefined && objectFromJson(text, '--params')), ...objectFromKeyValues(param, '-p') };
}

function scheduledTime({ startIn }: RunOptions, now: number): Timestamp | null {
  if (startIn === undefined) return null;
  const seconds = Number(startIn);
  if (!(seconds >= 0)) throw new UsageError(`--start-in takes a number of seconds, not ${startIn}.`);
  return new Date(now + seconds * 1000).toISOString() as Timestamp;
}

export async function runDeployment(context: CommandContext, name: string, options: RunOptions): Promise<void> {
  const deployment = await readDeployment(context, name);
  const scheduled_time = scheduledTime(options, context.now());
  const flow_run = await context.client.deployments.create_flow_run({
    params: { id: deployment.id },
    body: {
      parameters: await parametersOf(options),
      job_variables: objectFromKeyValues(options.jobVariable, '--job-variable'),
      state: { type: 'SCHEDULED', ...(scheduled_time !== null && { state_details: { scheduled_time } }) },
      ...(options.name !== undefined && { name: options.name }),
      ...(options.tag !== undefined && { tags: options.tag }),
      // Lets the request be sent again when its answer is lost.
      idempotency_key: crypto.randomUUID(),
    },
  });
  if (options.watch !== true) {
    context.show(
      flow_run,
      () =>
        `Created flow run ${flow_run.name} (${flow_run.id}).\nFollow it: signalbox flow-run logs --follow ${flow_run.id}`,
    );
    return;
  }
  const { followRun } = await import('../flow-runs/follow.ts');
  context.say(`Created flow run ${flow_run.name} (${flow_run.id}).`);
  const ended = await followRun(context, flow_run.id, { states: true });
  if (context.output === 'json') context.show(ended, () => '');
  if (ended.state_type !== 'COMPLETED') process.exitCode = 1;
}
