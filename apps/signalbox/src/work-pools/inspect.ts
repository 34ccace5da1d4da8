// signalbox: `signalbox work-pool inspect`
import type { CommandContext } from '../command-context.ts';
import { fields, table } from '../output/table.ts';
import { relativeTime } from '../output/time.ts';
import { readWorkPool } from './read.ts';

export async function inspectWorkPool(context: CommandContext, name: string): Promise<void> {
  const { client, now } = context;
  const params = { work_pool_name: name };
  const pool = await readWorkPool(context, name);
  const [queues, workers] = await Promise.all([
    client.work_pool_queues.filter({ params, body: {} }),
    client.workers.filter({ params, body: {} }),
  ]);
  context.show({ ...pool, queues, workers }, () =>
    [
      fields({
        name: pool.name,
        id: pool.id,
        type: pool.type,
        status: pool.status?.toLowerCase().replace('_', ' ') ?? null,
        description: pool.description,
        limit: pool.concurrency_limit?.toString() ?? null,
        running: pool.active_slots?.toString() ?? null,
      }),
      '',
      table(
        queues,
        [
          { title: 'Queue', text: (queue) => queue.name },
          { title: 'Priority', text: ({ priority }) => String(priority), align: 'right' },
          { title: 'Limit', text: ({ concurrency_limit }) => String(concurrency_limit ?? '–'), align: 'right' },
          { title: 'Status', text: ({ is_paused }) => (is_paused ? 'paused' : 'open') },
        ],
        'No queues.',
      ),
      '',
      table(
        workers,
        [
          { title: 'Worker', text: (worker) => worker.name },
          { title: 'Status', text: ({ status }) => status.toLowerCase() },
          { title: 'Heartbeat', text: ({ last_heartbeat_time }) => relativeTime(last_heartbeat_time, now()) },
        ],
        `No workers. Start one: signalbox worker start --pool ${name}`,
      ),
    ].join('\n'),
  );
}
