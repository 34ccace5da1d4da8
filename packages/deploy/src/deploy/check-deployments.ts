// deploy: checks everything that a manifest promises against the flows and the server, before anything is written.
import { dirname, resolve } from 'node:path';
import { type Client, NotFoundError } from '@signalbox/client';
import { describeFlows } from '../entrypoints/describe-flows.ts';
import { entrypointFromText } from '../entrypoints/entrypoint.ts';
import { type EntrypointFault, type FlowDescription, isFault } from '../entrypoints/flow-description.ts';
import type { ProbeSurroundings } from '../entrypoints/run-probe.ts';
import {
  EntrypointImportError,
  EntrypointMissingError,
  InvalidValueError,
  type ManifestError,
  ManifestRejectedError,
  NotAFlowError,
  WorkPoolMissingError,
} from '../manifest/errors.ts';
import type { DeclaredDeployment } from '../manifest/manifest.ts';
import { type ManifestSource, placeOf } from '../manifest/manifest-source.ts';
import { nearestName } from '../names/nearest-name.ts';
import { codeHash } from '../versions/code-hash.ts';
import { versionInfo } from '../versions/version-info.ts';
import { parameterErrors } from './check-parameters.ts';
import type { ReadyDeployment } from './deployment-body.ts';

const ENTRYPOINT_ERRORS = {
  missing: EntrypointMissingError,
  import: EntrypointImportError,
  'not-a-flow': NotAFlowError,
} as const;

function entrypointError(
  source: ManifestSource,
  declared: DeclaredDeployment,
  { fault, problem, mend }: EntrypointFault,
): ManifestError {
  const path = [...declared.path, 'entrypoint'];
  return new ENTRYPOINT_ERRORS[fault]({ ...placeOf(source, path), problem, mend });
}

async function exists(client: Client, name: string): Promise<boolean> {
  try {
    await client.work_pools.read({ params: { name } });
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

async function workPoolErrors(
  client: Client,
  source: ManifestSource,
  declared: readonly DeclaredDeployment[],
  declaredPools: readonly string[],
): Promise<ManifestError[]> {
  const names = [...new Set(declared.map(({ work_pool }) => work_pool.name))].filter(
    (name) => !declaredPools.includes(name),
  );
  const found = await Promise.all(names.map((name) => exists(client, name)));
  const missing = names.filter((_, place) => found[place] === false);
  if (missing.length === 0) return [];
  const known = (await client.work_pools.filter({ body: {} })).map(({ name }) => name);
  return declared
    .filter(({ work_pool }) => missing.includes(work_pool.name))
    .map(({ path: base, work_pool }) => {
      const path = [...base, 'work_pool', 'name'];
      const nearest = nearestName(work_pool.name, known);
      const create = `reate it: signalbox work-pool create "${work_pool.name}" --type process`;
      return new WorkPoolMissingError({
        ...placeOf(source, path),
        problem: `the server has no work pool "${work_pool.name}"`,
        mend: nearest === null ? `C${create}` : `Did you mean "${nearest}"? Or c${create}`,
      });
    });
}

function repeatedNames(
  source: ManifestSource,
  found: readonly { declared: DeclaredDeployment; flow: FlowDescription }[],
): ManifestError[] {
  const seen = new Set<string>();
  return found.flatMap(({ declared, flow }) => {
    const full = `${flow.name}/${declared.name}`;
    if (!seen.has(full)) {
      seen.add(full);
      return [];
    }
    const path = [...declared.path, 'name'];
    const problem = `the deployment "${full}" is declared twice`;
    return [
      new InvalidValueError({
        ...placeOf(source, path),
        problem,
        mend: 'Give one of them another name',
      }),
    ];
  });
}

/**
 * @param declaredPools names of work pools that the manifest declares itself
 * @throws ManifestRejectedError with everything that is wrong.
 */
export async function checkDeployments(
  client: Client,
  source: ManifestSource,
  declared: readonly DeclaredDeployment[],
  surroundings: ProbeSurroundings,
  declaredPools: readonly string[] = [],
): Promise<ReadyDeployment[]> {
  const [described, poolErrors] = await Promise.all([
    describeFlows(
      declared.map(({ entrypoint }) => entrypoint),
      surroundings,
    ),
    workPoolErrors(client, source, declared, declaredPools),
  ]);
  const errors = [...poolErrors];
  const found: { declared: DeclaredDeployment; flow: FlowDescription }[] = [];
  for (const one of declared) {
    const flow = described.get(one.entrypoint);
    if (flow === undefined) continue;
    if (isFault(flow)) errors.push(entrypointError(source, one, flow));
    else {
      errors.push(...parameterErrors(source, one, flow));
      found.push({ declared: one, flow });
    }
  }
  errors.push(...repeatedNames(source, found));
  if (errors.length > 0) throw new ManifestRejectedError(errors);
  const { directory } = surroundings;
  // Deployments of one flow have their code in common: git and the files are asked once.
  const versionOf = remembered(versionInfo);
  const hashOf = remembered((file: string) => codeHash(directory, file));
  return Promise.all(
    found.map(async ({ declared: one, flow }) => {
      const file = resolve(directory, entrypointFromText(one.entrypoint)?.path ?? '');
      const sources = { directory: dirname(file), file, declared: one.version, flow: flow.version };
      return {
        declared: one,
        flow,
        version_info: await versionOf(sources),
        directory,
        code_hash: await hashOf(file),
      };
    }),
  );
}

function remembered<Asked, Answer>(ask: (asked: Asked) => Promise<Answer>): (asked: Asked) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (asked) => {
    const key = JSON.stringify(asked);
    const answer = known.get(key) ?? ask(asked);
    known.set(key, answer);
    return answer;
  };
}
