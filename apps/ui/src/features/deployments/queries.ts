// deployments: what is asked of the server.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

export const deploymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['deployments', 'one', id],
    queryFn: ({ signal }) => client.deployments.read({ params: { id } }, { signal }),
  });

export interface DeploymentSearch {
  readonly search: string;
  readonly tags: readonly string[];
  readonly page: number;
}

export const deploymentsPageQuery = ({ search, tags, page }: DeploymentSearch) =>
  queryOptions({
    queryKey: ['deployments', 'page', search, tags, page],
    queryFn: ({ signal }) =>
      client.deployments.paginate(
        {
          body: {
            page,
            limit: 50,
            deployments: {
              ...(search === '' ? {} : { flow_or_deployment_name: { like_: search } }),
              ...(tags.length === 0 ? {} : { tags: { all_: [...tags] } }),
            },
          },
        },
        { signal },
      ),
  });

export const deploymentsOfFlowQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['deployments', 'of-flow', flowId],
    queryFn: ({ signal }) =>
      client.deployments.filter({ body: { flows: { id: { any_: [flowId] } }, limit: 200 } }, { signal }),
  });

export const deploymentsOfWorkPoolQuery = (workPool: string) =>
  queryOptions({
    queryKey: ['deployments', 'of-work-pool', workPool],
    queryFn: ({ signal }) =>
      client.deployments.filter({ body: { work_pools: { name: { any_: [workPool] } }, limit: 200 } }, { signal }),
  });

/** How many deployments there are at all. */
export const deploymentCountQuery = queryOptions({
  queryKey: ['deployments', 'count'],
  queryFn: ({ signal }) => client.deployments.count({ body: {} }, { signal }),
});
