// deploy: makes the deployments of a manifest, all of them checked before the first is written.
import type { Client } from '@signalbox/client';
import { DeploymentId } from '@signalbox/contract';
import { applyProject } from '../apply/apply-project.ts';
import type { ManifestSource } from '../manifest/manifest-source.ts';
import type { PlanProjectOptions } from '../plan/plan-project.ts';
import { fullNameOf, type Project, type ProjectOptions, resolveProject } from './resolve-project.ts';

export interface DeployResult {
  readonly deployment_id: DeploymentId;
  readonly flow_name: string;
  readonly name: string;
  readonly entrypoint: string;
  readonly version: string;
  readonly work_pool_name: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

const OUTCOMES = { create: 'created', update: 'updated' } as const;

/**
 * Makes or changes what a manifest declares, and says what became of its deployments. Everything is checked first: the
 * manifest, its placeholders, that each flow loads, the parameters, the work pools. When anything is wrong nothing is
 * written. Then the build and push steps of what changes are carried out.
 *
 * @throws ManifestRejectedError with all that is wrong, each with its place and mend.
 * @throws UnknownDeploymentError for a name that the manifest does not declare.
 * @throws StepError when a step fails, or a commit is to be pinned and the repository does not tell it.
 * @throws ApplyError when the server refuses a change.
 * @example const results = await deploy(client, await readManifest('prefect.yaml'));
 */
export async function deploy(
  client: Client,
  source: ManifestSource,
  options: ProjectOptions = {},
): Promise<DeployResult[]> {
  return deployProject(client, await resolveProject(client, source, options));
}

/** The same with a project that was read and checked. */
export async function deployProject(
  client: Client,
  project: Project,
  options: PlanProjectOptions = {},
): Promise<DeployResult[]> {
  const { changes, ids } = await applyProject(client, project, options);
  const actions = new Map(changes.map(({ kind, key, action }) => [`${kind} ${key}`, action]));
  return project.deployments.map((ready) => {
    const { declared, flow, version_info } = ready;
    const name = `deployment ${fullNameOf(ready)}`;
    const action = actions.get(name);
    return {
      deployment_id: DeploymentId.parse(ids.get(name)),
      flow_name: flow.name,
      name: declared.name,
      entrypoint: declared.entrypoint,
      version: version_info.version,
      work_pool_name: declared.work_pool.name,
      outcome: action === 'create' || action === 'update' ? OUTCOMES[action] : 'unchanged',
    };
  });
}
