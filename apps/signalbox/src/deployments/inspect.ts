// signalbox: `signalbox deployment inspect`
import { describeStorage } from '@signalbox/core/storage';
import type { CommandContext } from '../command-context.ts';
import { fields } from '../output/table.ts';
import { localTime } from '../output/time.ts';
import { deploymentNames, readDeployment } from './read.ts';
import { scheduleText } from './schedule-text.ts';

const jsonOrNull = (value: object | null): string | null =>
  value === null || Object.keys(value).length === 0 ? null : JSON.stringify(value);

export async function inspectDeployment(context: CommandContext, name: string): Promise<void> {
  const deployment = await readDeployment(context, name);
  const names = await deploymentNames(context, [deployment]);
  const storage = describeStorage(deployment.pull_steps, deployment.job_variables);
  context.show(deployment, () =>
    fields({
      name: names.get(deployment.id) ?? deployment.name,
      id: deployment.id,
      description: deployment.description,
      status: deployment.paused ? 'paused' : (deployment.status?.toLowerCase().replace('_', ' ') ?? null),
      entrypoint: deployment.entrypoint,
      path: deployment.path,
      storage: storage.kind === 'none' ? null : storage.kind,
      repository: storage.repository,
      reference: storage.reference,
      commit: storage.commit,
      'code path': storage.path,
      image: storage.image,
      digest: storage.digest,
      'pull steps': jsonOrNull(deployment.pull_steps),
      version: deployment.version,
      'work pool': deployment.work_pool_name,
      'work queue': deployment.work_queue_name,
      schedules: deployment.schedules.map(scheduleText).join('; ') || null,
      parameters: jsonOrNull(deployment.parameters),
      'job variables': jsonOrNull(deployment.job_variables),
      'concurrency limit': deployment.global_concurrency_limit?.limit.toString() ?? null,
      tags: deployment.tags.join(', ') || null,
      created: localTime(deployment.created),
      updated: localTime(deployment.updated),
    }),
  );
}
