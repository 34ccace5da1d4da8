// names: the names of flows and deployments by id, for those who only know ids, and to choose from.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

type Names = ReadonlyMap<string, string>;

interface Named {
  readonly id: string;
  readonly name: string;
}

const MOST_NAMES = 200;
const NONE: Names = new Map();

const namesOf = (things: readonly Named[]): Names => new Map(things.map(({ id, name }) => [id, name]));
const choicesOf = (things: readonly Named[]) => things.map(({ id, name }) => ({ value: id, label: name }));
const wantedIds = (ids: readonly (string | null)[]): string[] =>
  [...new Set(ids.filter((id) => id !== null))].sort().slice(0, MOST_NAMES);

/** Names by id; empty until they are there. */
export function useFlowNames(ids: readonly string[]): Names {
  const wanted = wantedIds(ids);
  const names = useQuery({
    queryKey: ['flows', 'names', wanted],
    enabled: wanted.length > 0,
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      namesOf(await client.flows.filter({ body: { flows: { id: { any_: wanted } }, limit: MOST_NAMES } }, { signal })),
  });
  return names.data ?? NONE;
}

/** Names by id; empty until they are there. */
export function useDeploymentNames(ids: readonly (string | null)[]): Names {
  const wanted = wantedIds(ids);
  const names = useQuery({
    queryKey: ['deployments', 'names', wanted],
    enabled: wanted.length > 0,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const body = { deployments: { id: { any_: wanted } }, limit: MOST_NAMES };
      return namesOf(await client.deployments.filter({ body }, { signal }));
    },
  });
  return names.data ?? NONE;
}

/** The flows to choose from, by name. */
export const flowChoicesQuery = queryOptions({
  queryKey: ['flows', 'choices'],
  queryFn: async ({ signal }) => choicesOf(await client.flows.filter({ body: { limit: MOST_NAMES } }, { signal })),
});

/** The deployments to choose from, by name. */
export const deploymentChoicesQuery = queryOptions({
  queryKey: ['deployments', 'choices'],
  queryFn: async ({ signal }) =>
    choicesOf(await client.deployments.filter({ body: { limit: MOST_NAMES } }, { signal })),
});
