// flow runs: the page of one run.
import type { FlowRunResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { isFinal } from '../../ui/state-aspect.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { StateHistory } from '../../ui/state-history.tsx';
import { StateMessage } from '../../ui/state-message.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ArtifactsOfRun, artifactsOfRunQuery } from '../artifacts/index.ts';
import { LogView } from '../logs/index.ts';
import { useFlowNames } from '../names/index.ts';
import { TaskRunsOfRun, taskRunCountQuery } from '../task-runs/index.ts';
import { flowRunQuery, statesQuery } from './queries.ts';
import { RunActions, RunWishOutcome, useRunWish } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { Why } from './why.tsx';

export function FlowRunPage({ id }: { id: string }) {
  const run = useQuery(flowRunQuery(id));
  if (run.data) return <LoadedRun run={run.data} />;
  return (
    <Page title="Run" crumbs={[{ label: 'Runs', href: '/flow-runs' }]}>
      <QueryView query={run} rows={8}>
        {() => null}
      </QueryView>
    </Page>
  );
}

function LoadedRun({ run }: { run: FlowRunResponse }) {
  const flowNames = useFlowNames([run.flow_id]);
  const wish = useRunWish(run.id);
  return (
    <Page
      title={run.name}
      crumbs={[
        { label: 'Runs', href: '/flow-runs' },
        { label: flowNames.get(run.flow_id) ?? 'flow', href: `/flows/${run.flow_id}` },
      ]}
      sign={<StateBadge type={run.state_type} name={run.state_name} large />}
      actions={<RunActions run={run} wish={wish} />}
    >
      <RunWishOutcome wish={wish} stateId={run.state_id} />
      <StateMessage state={run.state} />
      <div className="panel">
        <RunFacts run={run} />
      </div>
      <RunTabs run={run} />
    </Page>
  );
}

function RunTabs({ run }: { run: FlowRunResponse }) {
  const [search, setSearch] = useSearchParams();
  const taskRuns = useQuery(taskRunCountQuery(run.id));
  const artifacts = useQuery(artifactsOfRunQuery(run.id));
  const tabs = [
    { id: 'logs', label: 'Logs' },
    { id: 'timeline', label: 'Timeline' },
    { id: 'task-runs', label: 'Task runs', count: taskRuns.data },
    { id: 'artifacts', label: 'Artifacts', count: artifacts.data?.length },
    { id: 'parameters', label: 'Parameters' },
    { id: 'states', label: 'States' },
    { id: 'why', label: 'Why' },
  ];
  const active = tabs.find(({ id }) => id === search.get('tab'))?.id ?? 'logs';
  return (
    <Tabs
      label="About the run"
      tabs={tabs}
      active={active}
      onChange={(id) => setSearch(id === 'logs' ? {} : { tab: id }, { replace: true })}
    >
      <RunTab id={active} run={run} />
    </Tabs>
  );
}

function RunTab({ id, run }: { id: string; run: FlowRunResponse }) {
  const running = !isFinal(run.state_type);
  switch (id) {
    case 'timeline':
      return <Timeline flowRunId={run.id} running={running} />;
    case 'task-runs':
      return <TaskRunsOfRun flowRunId={run.id} />;
    case 'artifacts':
      return <ArtifactsOfRun flowRunId={run.id} />;
    case 'parameters':
      return <Parameters run={run} />;
    case 'states':
      return <States flowRunId={run.id} />;
    case 'why':
      return <Why flowRunId={run.id} />;
    default:
      return <LogView flowRunId={run.id} running={running} />;
  }
}

function Parameters({ run }: { run: FlowRunResponse }) {
  return (
    <div className="stack">
      {Object.keys(run.parameters).length === 0 ? (
        <EmptyState title="The run was started without parameters." />
      ) : (
        <JsonView label="Parameters" value={run.parameters} />
      )}
      {run.job_variables && Object.keys(run.job_variables).length > 0 && (
        <>
          <h2>Job variables</h2>
          <JsonView label="Job variables" value={run.job_variables} />
        </>
      )}
    </div>
  );
}

function States({ flowRunId }: { flowRunId: string }) {
  const states = useQuery(statesQuery(flowRunId));
  return (
    <QueryView query={states} rows={4}>
      {(data) => <StateHistory states={data} />}
    </QueryView>
  );
}
