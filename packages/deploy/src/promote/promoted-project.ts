// deploy: a project of one environment with the code that runs in another.
import { type Client, NotFoundError } from '@signalbox/client';
import type { DeploymentResponse } from '@signalbox/contract';
import { parameterErrors } from '../deploy/check-parameters.ts';
import type { ReadyDeployment } from '../deploy/deployment-body.ts';
import type { Project } from '../deploy/resolve-project.ts';
import { ManifestRejectedError } from '../manifest/errors.ts';
import type { ManifestSource } from '../manifest/manifest-source.ts';
import { meantName } from '../names/nearest-name.ts';
import { PromoteError, type RunningCode, runningCode } from './running-code.ts';

export interface PromotedProjectOptions {
  /** The manifest as the environment has it from which the code comes. */
  readonly from: ManifestSource;
  /** Of that environment's server. */
  readonly from_client: Client;
  /** Which deployments, by their name in the manifest or in either environment, or with their flow; all by default. */
  readonly names?: readonly string[] | undefined;
}

export interface Promoted {
  readonly project: Project;
  /** What people should know. */
  readonly notices: readonly string[];
}

type Naming = ManifestSource['naming'];

/** The name as the manifest has it, without what the environment puts around it. */
function plainName(name: string, { prefix, suffix }: Naming): string {
  const end = name.endsWith(suffix) ? name.length - suffix.length : name.length;
  return name.slice(name.startsWith(prefix) ? prefix.length : 0, end);
}

interface Pair {
  readonly ready: ReadyDeployment;
  /** `flow/deployment` where the code comes from. */
  readonly source_name: string;
  readonly names: readonly string[];
}

function pairOf(ready: ReadyDeployment, to: Naming, from: Naming): Pair {
  const { declared, flow } = ready;
  const plain = plainName(declared.name, to);
  const source = `${from.prefix}${plain}${from.suffix}`;
  const names = [plain, declared.name, source].flatMap((name) => [name, `${flow.name}/${name}`]);
  return { ready, source_name: `${flow.name}/${source}`, names };
}

function selected(pairs: readonly Pair[], names: readonly string[] | undefined): readonly Pair[] {
  if (names === undefined) return pairs;
  const known = pairs.flatMap((pair) => pair.names.slice(0, 1));
  for (const asked of names)
    if (!pairs.some((pair) => pair.names.includes(asked)))
      throw new PromoteError(`The manifest declares no deployment "${asked}". ${meantName(asked, known)}`);
  return pairs.filter((pair) => names.some((asked) => pair.names.includes(asked)));
}

async function deploymentNamed(client: Client, name: string, environment: string): Promise<DeploymentResponse> {
  const [flow_name = '', deployment_name = ''] = name.split('/');
  try {
    return await client.deployments.read_by_name({ params: { flow_name, deployment_name } });
  } catch (error) {
    if (error instanceof NotFoundError)
      throw new PromoteError(
        `${environment} has no deployment ${name}: nothing is there to promote. Apply it there first: signalbox apply --env ${environment}`,
        { cause: error },
      );
    throw error;
  }
}

/** Its place, parameters, schedules and limits are those of its own environment. */
function withCode(ready: ReadyDeployment, code: RunningCode): ReadyDeployment {
  const { declared, flow } = ready;
  const { image: _image, ...others } = declared.work_pool.job_variables;
  const job_variables = code.image === null ? others : { ...others, image: code.image };
  return {
    ...ready,
    declared: {
      ...declared,
      entrypoint: code.entrypoint,
      version: code.version_info.version,
      build: null,
      push: null,
      pull: code.pull,
      work_pool: { ...declared.work_pool, job_variables },
    },
    flow: { ...flow, parameter_openapi_schema: code.parameter_openapi_schema },
    version_info: code.version_info,
    code_hash: code.code_hash ?? ready.code_hash,
  };
}

/**
 * What is to be applied so that an environment runs the commits and images that another runs now. Nothing is built.
 *
 * @param project of the environment to which the code goes
 * @throws PromoteError when a deployment is not there, or its code has no reference that can be carried
 * @throws ManifestRejectedError when a parameter of the environment does not fit the flow as it is in that code
 */
export async function promotedProject(
  project: Project,
  to: ManifestSource,
  { from, from_client, names }: PromotedProjectOptions,
): Promise<Promoted> {
  const pairs = selected(
    project.deployments.map((ready) => pairOf(ready, to.naming, from.naming)),
    names,
  );
  const codes = await Promise.all(
    pairs.map(async ({ ready, source_name }) => {
      const deployment = await deploymentNamed(from_client, source_name, from.environment ?? from.file);
      const surroundings = { directory: ready.directory, env: project.environment };
      return runningCode(from_client, source_name, deployment, surroundings);
    }),
  );
  const deployments = pairs.map(({ ready }, place) => {
    const code = codes[place];
    return code ? withCode(ready, code) : ready;
  });
  const errors = deployments.flatMap(({ declared, flow }) => parameterErrors(to, declared, flow));
  if (errors.length > 0) throw new ManifestRejectedError(errors);
  // Only deployments are promoted: the rest of the environment is what its own manifest last made it.
  const manifest = { ...project.manifest, workPools: [], blocks: [], variables: [], automations: [] };
  return { project: { ...project, manifest, deployments }, notices: codes.flatMap((code) => code.notices) };
}
