// task runs: the page of one task run.
import type { TaskRun } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { isFinal } from '../../ui/state-aspect.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { StateHistory } from '../../ui/state-history.tsx';
import { StateMessage } from '../../ui/state-message.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { Duration, RelativeTime } from '../../ui/time.tsx';
import { ArtifactsOfTaskRun } from '../artifacts/index.ts';
import { LogView } from '../logs/index.ts';
import { taskRunQuery, taskRunStatesQuery, useTaskRunNames } from './queries.ts';

export function TaskRunPage({ id }: { id: string }) {
  const taskRun = useQuery(taskRunQuery(id));
  if (taskRun.data) return <LoadedTaskRun run={taskRun.data} />;
  return (
    <Page title="Task run" crumbs={[{ label: 'Runs', href: '/flow-runs' }]}>
      <QueryView query={taskRun} rows={8}>
        {() => null}
      </QueryView>
    </Page>
  );
}

const TABS = [
  { id: 'logs', label: 'Logs' },
  { id: 'inputs', label: 'Inputs' },
  { id: 'artifacts', label: 'Artifacts' },
  { id: 'states', label: 'States' },
];

function LoadedTaskRun({ run }: { run: TaskRun }) {
  const [search, setSearch] = useSearchParams();
  const active = TABS.find(({ id }) => id === search.get('tab'))?.id ?? 'logs';
  const crumbs = [
    { label: 'Runs', href: '/flow-runs' },
    ...(run.flow_run_id === null ? [] : [{ label: 'Flow run', href: `/flow-runs/${run.flow_run_id}` }]),
  ];
  return (
    <Page title={run.name} crumbs={crumbs} sign={<StateBadge type={run.state_type} name={run.state_name} large />}>
      <StateMessage state={run.state} />
      <div className="panel">
        <KeyValues
          entries={[
            ['Started', <RelativeTime key="started" at={run.start_time ?? run.expected_start_time} />],
            ['Took', <Duration key="took" start={run.start_time} end={run.end_time} />],
            ['Attempts', `${run.run_count} of ${(run.empirical_policy.retries ?? 0) + 1}`],
            ...(run.cache_key === null ? [] : ([['Cache key', <code key="cache">{run.cache_key}</code>]] as const)),
            ...(run.tags.length === 0 ? [] : ([['Tags', <TagList key="tags" tags={run.tags} />]] as const)),
          ]}
        />
      </div>
      <Tabs
        label="About the task run"
        tabs={TABS}
        active={active}
        onChange={(id) => setSearch(id === 'logs' ? {} : { tab: id }, { replace: true })}
      >
        {active === 'logs' && (
          <LogView flowRunId={run.flow_run_id} taskRunId={run.id} running={!isFinal(run.state_type)} />
        )}
        {active === 'inputs' && <Inputs run={run} />}
        {active === 'artifacts' && <ArtifactsOfTaskRun taskRunId={run.id} />}
        {active === 'states' && <States taskRunId={run.id} />}
      </Tabs>
    </Page>
  );
}

function States({ taskRunId }: { taskRunId: string }) {
  const states = useQuery(taskRunStatesQuery(taskRunId));
  return (
    <QueryView query={states} rows={4}>
      {(data) => <StateHistory states={data} />}
    </QueryView>
  );
}

type Input = TaskRun['task_inputs'][string][number];

function Inputs({ run }: { run: TaskRun }) {
  const inputs = Object.entries(run.task_inputs).filter(([, sources]) => sources.length > 0);
  const ids = inputs.flatMap(([, sources]) =>
    sources.flatMap((input) => (input.input_type === 'task_run' ? input.id : [])),
  );
  const names = useTaskRunNames(run.flow_run_id ?? '', ids);
  if (inputs.length === 0) {
    return (
      <EmptyState title="It takes nothing from other runs.">
        <p>Arguments that come from other tasks, from subflows or from the flow's parameters are listed here.</p>
      </EmptyState>
    );
  }
  return (
    <div className="panel">
      <KeyValues
        entries={inputs.map(([name, sources]) => [
          name,
          <ul key={name} className="input-sources">
            {sources.map((input, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: inputs have no id and never change
              <li key={index}>
                <InputSource input={input} names={names} />
              </li>
            ))}
          </ul>,
        ])}
      />
    </div>
  );
}

function InputSource({ input, names }: { input: Input; names: ReadonlyMap<string, string> }) {
  switch (input.input_type) {
    case 'task_run':
      return <Link href={`/task-runs/${input.id}`}>{names.get(input.id) ?? 'task run'}</Link>;
    case 'flow_run':
      return <Link href={`/flow-runs/${input.id}`}>subflow run</Link>;
    case 'parameter':
      return `parameter ${input.name}`;
    case 'constant':
      return `a ${input.type}`;
  }
}
