// flows: one flow with its deployments and runs.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Command } from '../../ui/command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { DeploymentTable, deploymentsOfFlowQuery } from '../deployments/index.ts';
import { NO_FILTER, RecentRuns, searchFromFilter } from '../flow-runs/index.ts';
import { flowQuery } from './queries.ts';

export function FlowPage({ id }: { id: string }) {
  const flow = useQuery(flowQuery(id));
  const deployments = useQuery(deploymentsOfFlowQuery(id));
  const allRuns = `/flow-runs?${searchFromFilter({ ...NO_FILTER, flows: [id], range: 'all' })}`;
  if (flow.error) {
    return (
      <Page title="Flow" crumbs={[{ label: 'Flows', href: '/flows' }]}>
        <QueryView query={flow}>{() => null}</QueryView>
      </Page>
    );
  }
  return (
    <Page
      title={flow.data?.name ?? 'Flow'}
      crumbs={[{ label: 'Flows', href: '/flows' }]}
      sign={flow.data && <TagList tags={flow.data.tags} />}
    >
      <Section title="Deployments">
        <QueryView query={deployments} rows={2}>
          {(data) =>
            data.length === 0 ? (
              <EmptyState title="It is not deployed.">
                <p>A deployment says how and when the flow runs. Declare it in the manifest, then:</p>
                <Command text="npx signalbox deploy" />
              </EmptyState>
            ) : (
              <DeploymentTable deployments={data} />
            )
          }
        </QueryView>
      </Section>
      <Section title="Runs" aside={<Link href={allRuns}>All runs</Link>}>
        <RecentRuns flow={id} empty={<EmptyState title="It has not run in the past 30 days." />} />
      </Section>
    </Page>
  );
}
