// start: what fails, is late, runs and comes next; and how to begin where there is nothing.
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { Page, Section } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { deploymentCountQuery } from '../deployments/index.ts';
import {
  FlowRunTable,
  flowRunsPageQuery,
  History,
  NO_FILTER,
  type RunFilter,
  searchFromFilter,
} from '../flow-runs/index.ts';
import { Counter } from './counter.tsx';
import { FirstSteps } from './first-steps.tsx';
import { NotReady } from './not-ready.tsx';
import './start.css';

const DAY: RunFilter = { ...NO_FILTER, range: '24h' };
const FAILING: RunFilter = { ...DAY, states: ['FAILED', 'CRASHED'] };
const LATE: RunFilter = { ...NO_FILTER, states: ['Late'], range: 'all' };
const RUNNING: RunFilter = { ...NO_FILTER, states: ['RUNNING', 'CANCELLING'], range: 'all' };
const WAITING: RunFilter = { ...NO_FILTER, states: ['PENDING', 'PAUSED'], range: 'all' };
const NEXT: RunFilter = { ...NO_FILTER, states: ['SCHEDULED'], range: 'next', sort: 'EXPECTED_START_TIME_ASC' };
const ALL: RunFilter = { ...NO_FILTER, range: 'all' };

const SHOWN = 6;

export function StartPage() {
  const anyRun = useQuery(flowRunsPageQuery(ALL, 1));
  const deployments = useQuery(deploymentCountQuery);
  const empty = anyRun.data?.count === 0 && deployments.data === 0;
  return (
    <Page title="Overview">
      <QueryView query={anyRun} rows={8}>
        {() => (empty ? <FirstSteps /> : <Now />)}
      </QueryView>
    </Page>
  );
}

function Now() {
  const [, navigate] = useLocation();
  return (
    <div className="stack">
      <div className="counters">
        <Counter label="Failed in 24 h" tone="red" shape="cross" filter={FAILING} />
        <Counter label="Late" tone="amber" shape="ring" filter={LATE} />
        <Counter label="Waiting" tone="amber" shape="half" filter={WAITING} />
        <Counter label="Running" tone="blue" shape="disc" filter={RUNNING} />
        <Counter label="Completed in 24 h" tone="green" shape="disc" filter={{ ...DAY, states: ['COMPLETED'] }} />
      </div>
      <NotReady />
      <History
        filter={DAY}
        onChoose={({ start, end }) =>
          navigate(`/flow-runs?${searchFromFilter({ ...NO_FILTER, from: start, to: end })}`)
        }
      />
      <Runs title="Failing" filter={FAILING} />
      <Runs title="Late" filter={LATE} />
      <Runs title="Running now" filter={RUNNING} none="Nothing runs now." />
      <Runs title="Next" filter={NEXT} none="Nothing is scheduled for the next 24 hours." />
    </div>
  );
}

/** Without a text for none, the whole section is left out where there is none. */
function Runs({ title, filter, none }: { title: string; filter: RunFilter; none?: string }) {
  const runs = useQuery(flowRunsPageQuery(filter, SHOWN));
  if (runs.data?.count === 0 && none === undefined) return null;
  const more = `/flow-runs?${searchFromFilter(filter)}`;
  return (
    <Section
      title={title}
      aside={
        runs.data && runs.data.count > SHOWN && <Link href={more}>All {runs.data.count.toLocaleString('en')}</Link>
      }
    >
      <QueryView query={runs} rows={2}>
        {({ results }) =>
          results.length === 0 ? <p className="faint">{none}</p> : <FlowRunTable runs={results} label={title} />
        }
      </QueryView>
    </Section>
  );
}
