// work pools: the page of one pool.
import type { WorkPoolResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { client, useChange } from '../../api/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Slots } from '../../ui/slots.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { DeploymentTable, deploymentsOfWorkPoolQuery } from '../deployments/index.ts';
import { workPoolQuery } from './queries.ts';
import { WorkPoolStatus } from './status.tsx';
import { WorkQueues } from './work-queues.tsx';
import { Workers } from './workers.tsx';

export function WorkPoolPage({ id: name }: { id: string }) {
  const pool = useQuery(workPoolQuery(name));
  if (pool.data) return <LoadedWorkPool pool={pool.data} />;
  return (
    <Page title={name} crumbs={[{ label: 'Work pools', href: '/work-pools' }]}>
      <QueryView query={pool} rows={6}>
        {() => null}
      </QueryView>
    </Page>
  );
}

function LoadedWorkPool({ pool }: { pool: WorkPoolResponse }) {
  const deployments = useQuery(deploymentsOfWorkPoolQuery(pool.name));
  const pause = useChange([['work_pools']], () =>
    client.work_pools.update({ params: { name: pool.name }, body: { is_paused: !pool.is_paused } }),
  );
  return (
    <Page
      title={pool.name}
      crumbs={[{ label: 'Work pools', href: '/work-pools' }]}
      sign={<WorkPoolStatus status={pool.is_paused ? 'PAUSED' : pool.status} large />}
      actions={
        <button type="button" className="button" disabled={pause.isPending} onClick={() => pause.mutate()}>
          {pool.is_paused ? 'Resume pool' : 'Pause pool'}
        </button>
      }
    >
      {pause.error && <ErrorPanel error={pause.error} />}
      <div className="panel">
        <KeyValues
          entries={[
            ['Type', pool.type],
            ['Slots', <Slots key="slots" taken={pool.active_slots ?? 0} limit={pool.concurrency_limit} />],
            ['Created', <RelativeTime key="created" at={pool.created} />],
            ...(pool.description ? ([['Description', pool.description]] as const) : []),
          ]}
        />
      </div>
      <Section title="Workers">
        <Workers pool={pool} />
      </Section>
      <Section title="Queues">
        <WorkQueues workPool={pool.name} />
      </Section>
      <Section title="Deployments">
        <QueryView query={deployments} rows={2}>
          {(data) =>
            data.length === 0 ? (
              <EmptyState title="No deployment runs here.">
                <p>Name the pool under work_pool in a deployment of the manifest.</p>
              </EmptyState>
            ) : (
              <DeploymentTable deployments={data} />
            )
          }
        </QueryView>
      </Section>
      <Section title="Base job template">
        <details>
          <summary>Show</summary>
          <JsonView label="Base job template" value={pool.base_job_template} />
        </details>
      </Section>
    </Page>
  );
}
