// signalbox: finds the deployment that a command names.
import { NotFoundError } from '@signalbox/client';
import type { DeploymentId, DeploymentResponse } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';
import { isId } from '../id.ts';

export async function readDeployment({ client }: CommandContext, name: string): Promise<DeploymentResponse> {
  const [flow_name, deployment_name, ...rest] = name.split('/');
  try {
    if (isId<DeploymentId>(name)) return await client.deployments.read({ params: { id: name } });
    if (!flow_name || !deployment_name || rest.length > 0)
      throw new UsageError(
        `${name} is no name of a deployment. Write FLOW/DEPLOYMENT; \`signalbox deployment ls\` lists them.`,
      );
    return await client.deployments.read_by_name({ params: { flow_name, deployment_name } });
  } catch (error) {
    if (error instanceof NotFoundError)
      throw new CommandError(`There is no deployment ${name}. \`signalbox deployment ls\` lists those that exist.`, {
        cause: error,
      });
    throw error;
  }
}

/** `FLOW/DEPLOYMENT` of each deployment, by its id. */
export async function deploymentNames(
  { client }: CommandContext,
  deployments: readonly Pick<DeploymentResponse, 'id' | 'name' | 'flow_id'>[],
): Promise<Map<string, string>> {
  const ids = [...new Set(deployments.map(({ flow_id }) => flow_id))];
  const flows = ids.length === 0 ? [] : await client.flows.filter({ body: { flows: { id: { any_: ids } } } });
  const flow_names = new Map<string, string>(flows.map(({ id, name }) => [id, name]));
  return new Map(deployments.map(({ id, name, flow_id }) => [id, `${flow_names.get(flow_id) ?? flow_id}/${name}`]));
}
