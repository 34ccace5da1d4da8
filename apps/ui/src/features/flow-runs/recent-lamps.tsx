// flow runs: the last runs of many flows or deployments, as lamps.
import type { FlowRunResponse } from '@signalbox/contract';
import { queryOptions } from '@tanstack/react-query';
import { Link } from 'wouter';
import { client } from '../../api/index.ts';
import { Lamp } from '../../ui/lamp.tsx';
import { aspectOf, stateWords } from '../../ui/state-aspect.ts';
import { relativeTime } from '../../ui/time-format.ts';

const MOST_LAMPS = 8;

export type RunsById = ReadonlyMap<string, readonly FlowRunResponse[]>;

/** The newest runs of each id, oldest first; what has not started stays out. */
export const recentRunsByQuery = (owner: 'flow_id' | 'deployment_id', ids: readonly string[]) =>
  queryOptions({
    queryKey: ['flow_runs', 'many', 'recent', owner, [...ids].sort()],
    enabled: ids.length > 0,
    queryFn: async ({ signal }): Promise<RunsById> => {
      const of = { id: { any_: [...ids] } };
      const runs = await client.flow_runs.filter(
        {
          body: {
            ...(owner === 'flow_id' ? { flows: of } : { deployments: of }),
            flow_runs: { start_time: { is_null_: false } },
            sort: 'START_TIME_DESC',
            limit: 200,
          },
        },
        { signal },
      );
      return runsBy(owner, runs);
    },
  });

function runsBy(owner: 'flow_id' | 'deployment_id', runs: readonly FlowRunResponse[]): RunsById {
  const byId = new Map<string, FlowRunResponse[]>();
  for (const run of runs) {
    const id = run[owner];
    if (id === null) continue;
    const of = byId.get(id) ?? [];
    if (of.length < MOST_LAMPS) byId.set(id, [run, ...of]);
  }
  return byId;
}

export function RecentLamps({ runs }: { runs: readonly FlowRunResponse[] }) {
  const now = new Date();
  return (
    <span className="recent-lamps">
      {runs.map((run) => {
        const when = run.start_time === null ? '' : `, ${relativeTime(new Date(run.start_time), now)}`;
        const text = `${run.name}: ${stateWords(run.state_type, run.state_name)}${when}`;
        return (
          <Link key={run.id} href={`/flow-runs/${run.id}`} title={text} aria-label={text}>
            <Lamp aspect={aspectOf(run.state_type, run.state_name)} />
          </Link>
        );
      })}
    </span>
  );
}
