// deployments: the page of one deployment.
import type { DeploymentResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { client, useChange } from '../../api/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Lamp } from '../../ui/lamp.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { NO_FILTER, RecentRuns, searchFromFilter } from '../flow-runs/index.ts';
import { useFlowNames } from '../names/index.ts';
import { DeploymentFacts } from './deployment-facts.tsx';
import { deploymentAspect, deploymentWords } from './deployment-table.tsx';
import './deployments.css';
import { NextRuns } from './next-runs.tsx';
import { deploymentQuery } from './queries.ts';
import { RunForm } from './run-form.tsx';
import { Schedules } from './schedules.tsx';
import { Storage } from './storage.tsx';

export function DeploymentPage({ id }: { id: string }) {
  const deployment = useQuery(deploymentQuery(id));
  if (deployment.data) return <LoadedDeployment deployment={deployment.data} />;
  return (
    <Page title="Deployment" crumbs={[{ label: 'Deployments', href: '/deployments' }]}>
      <QueryView query={deployment} rows={8}>
        {() => null}
      </QueryView>
    </Page>
  );
}

function usePause(deployment: DeploymentResponse) {
  return useChange([['deployments'], ['flow_runs', 'many']], () =>
    client.deployments[deployment.paused ? 'resume' : 'pause']({ params: { id: deployment.id } }),
  );
}

function LoadedDeployment({ deployment }: { deployment: DeploymentResponse }) {
  const flowNames = useFlowNames([deployment.flow_id]);
  const [search, setSearch] = useSearchParams();
  const asking = search.has('run');
  const ask = (on: boolean): void => setSearch(on ? { run: '' } : {}, { replace: true });
  const pause = usePause(deployment);
  const aspect = deploymentAspect(deployment);
  return (
    <Page
      title={deployment.name}
      crumbs={[
        { label: 'Deployments', href: '/deployments' },
        { label: flowNames.get(deployment.flow_id) ?? 'flow', href: `/flows/${deployment.flow_id}` },
      ]}
      sign={
        <span className={`state state-large tone-${aspect.tone}`}>
          <Lamp aspect={aspect} />
          {deploymentWords(deployment)}
        </span>
      }
      actions={
        <>
          <button type="button" className="button" disabled={pause.isPending} onClick={() => pause.mutate()}>
            {deployment.paused ? 'Resume schedules' : 'Pause schedules'}
          </button>
          <button type="button" className="button-primary" aria-expanded={asking} onClick={() => ask(!asking)}>
            Run
          </button>
        </>
      }
    >
      {pause.error && <ErrorPanel error={pause.error} />}
      {asking && <RunForm deployment={deployment} onClose={() => ask(false)} />}
      {deployment.description && <Markdown text={deployment.description} />}
      <div className="columns">
        <Runs deployment={deployment} onRun={() => ask(true)} />
        <Side deployment={deployment} />
      </div>
    </Page>
  );
}

function Runs({ deployment, onRun }: { deployment: DeploymentResponse; onRun: () => void }) {
  const allRuns = `/flow-runs?${searchFromFilter({ ...NO_FILTER, deployments: [deployment.id], range: 'all' })}`;
  return (
    <div className="stack">
      <Section title="Runs" aside={<Link href={allRuns}>All runs</Link>}>
        <RecentRuns
          deployment={deployment.id}
          empty={
            <EmptyState title="It has not run in the past 30 days.">
              <button type="button" className="button" onClick={onRun}>
                Run it now
              </button>
            </EmptyState>
          }
        />
      </Section>
      {Object.keys(deployment.parameters).length > 0 && (
        <Section title="Parameters of its runs">
          <JsonView label="Parameters" value={deployment.parameters} />
        </Section>
      )}
      {Object.keys(deployment.job_variables).length > 0 && (
        <Section title="Job variables">
          <JsonView label="Job variables" value={deployment.job_variables} />
        </Section>
      )}
    </div>
  );
}

function Side({ deployment }: { deployment: DeploymentResponse }) {
  return (
    <div className="stack">
      <div className="panel stack-tight">
        <h2>Schedules</h2>
        <Schedules deployment={deployment} />
        <NextRuns deploymentId={deployment.id} />
      </div>
      <div className="panel stack-tight">
        <h2>Details</h2>
        <DeploymentFacts deployment={deployment} />
      </div>
      <div className="panel stack-tight">
        <h2>Storage</h2>
        <Storage deployment={deployment} />
      </div>
    </div>
  );
}
