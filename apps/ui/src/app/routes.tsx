// app: which page is where. Pages are loaded when they are first visited.
import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/query-view.tsx';
import { PageBoundary } from './page-boundary.tsx';

interface IdProps {
  readonly id: string;
}

const page = <Props,>(load: () => Promise<ComponentType<Props>>) => lazy(async () => ({ default: await load() }));

const StartPage = page(async () => (await import('../features/start/page.tsx')).StartPage);
const FlowRunsPage = page(async () => (await import('../features/flow-runs/list-page.tsx')).FlowRunsPage);
const FlowRunPage = page<IdProps>(async () => (await import('../features/flow-runs/page.tsx')).FlowRunPage);
const TaskRunPage = page<IdProps>(async () => (await import('../features/task-runs/page.tsx')).TaskRunPage);
const FlowsPage = page(async () => (await import('../features/flows/list-page.tsx')).FlowsPage);
const FlowPage = page<IdProps>(async () => (await import('../features/flows/page.tsx')).FlowPage);
const DeploymentsPage = page(async () => (await import('../features/deployments/list-page.tsx')).DeploymentsPage);
const DeploymentPage = page<IdProps>(async () => (await import('../features/deployments/page.tsx')).DeploymentPage);
const WorkPoolsPage = page(async () => (await import('../features/work-pools/list-page.tsx')).WorkPoolsPage);
const WorkPoolPage = page<IdProps>(async () => (await import('../features/work-pools/page.tsx')).WorkPoolPage);
const ArtifactsPage = page(async () => (await import('../features/artifacts/list-page.tsx')).ArtifactsPage);
const ArtifactKeyPage = page<IdProps>(async () => (await import('../features/artifacts/page.tsx')).ArtifactKeyPage);
const EventsPage = page(async () => (await import('../features/events/list-page.tsx')).EventsPage);
const EventPage = page<IdProps>(async () => (await import('../features/events/page.tsx')).EventPage);
const AutomationsPage = page(async () => (await import('../features/automations/list-page.tsx')).AutomationsPage);
const AutomationPage = page<IdProps>(async () => (await import('../features/automations/page.tsx')).AutomationPage);
const VariablesPage = page(async () => (await import('../features/variables/page.tsx')).VariablesPage);
const BlocksPage = page(async () => (await import('../features/blocks/page.tsx')).BlocksPage);
const ConcurrencyLimitsPage = page(
  async () => (await import('../features/concurrency-limits/page.tsx')).ConcurrencyLimitsPage,
);

const PLACES: readonly (readonly [path: string, Page: ComponentType])[] = [
  ['/', StartPage],
  ['/flow-runs', FlowRunsPage],
  ['/flows', FlowsPage],
  ['/deployments', DeploymentsPage],
  ['/work-pools', WorkPoolsPage],
  ['/artifacts', ArtifactsPage],
  ['/events', EventsPage],
  ['/automations', AutomationsPage],
  ['/variables', VariablesPage],
  ['/blocks', BlocksPage],
  ['/concurrency-limits', ConcurrencyLimitsPage],
];

const THINGS: readonly (readonly [path: string, Page: ComponentType<IdProps>])[] = [
  ['/flow-runs/:id', FlowRunPage],
  ['/task-runs/:id', TaskRunPage],
  ['/flows/:id', FlowPage],
  ['/deployments/:id', DeploymentPage],
  ['/work-pools/:id', WorkPoolPage],
  ['/artifacts/:id', ArtifactKeyPage],
  ['/events/:id', EventPage],
  ['/automations/:id', AutomationPage],
];

/** Links that Prefect's clients print, to where the same thing is here. */
const PREFECT_LINKS: readonly (readonly [path: string, place: string])[] = [
  ['/dashboard', '/'],
  ['/runs', '/flow-runs'],
  ['/runs/flow-run/:id', '/flow-runs/:id'],
  ['/runs/task-run/:id', '/task-runs/:id'],
  ['/flow-runs/flow-run/:id', '/flow-runs/:id'],
  ['/flows/flow/:id', '/flows/:id'],
  ['/deployments/deployment/:id', '/deployments/:id'],
  ['/work-pools/work-pool/:id', '/work-pools/:id'],
  ['/artifacts/key/:id', '/artifacts/:id'],
  ['/events/event/:day/:id', '/events/:id'],
  ['/automations/automation/:id', '/automations/:id'],
];

export function Routes() {
  const [location] = useLocation();
  return (
    <PageBoundary key={location}>
      <Suspense fallback={<Skeleton rows={6} />}>
        <Switch>
          {PLACES.map(([path, Place]) => (
            <Route key={path} path={path}>
              <Place />
            </Route>
          ))}
          {THINGS.map(([path, Thing]) => (
            <Route key={path} path={path}>
              {({ id }: { id?: string }) => <Thing key={id} id={decodeURIComponent(id ?? '')} />}
            </Route>
          ))}
          {PREFECT_LINKS.map(([path, place]) => (
            <Route key={path} path={path}>
              {({ id }: { id?: string }) => <Redirect to={place.replace(':id', id ?? '')} replace />}
            </Route>
          ))}
          <Route>
            <Page title="Not found">
              <EmptyState title="There is no page at this address.">
                <p>Choose one from the navigation.</p>
              </EmptyState>
            </Page>
          </Route>
        </Switch>
      </Suspense>
    </PageBoundary>
  );
}
