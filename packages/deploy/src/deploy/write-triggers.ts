// deploy: the triggers of a deployment, as automations that go with it.
import type { Client } from '@signalbox/client';
import type { DeploymentId } from '@signalbox/contract';
import type { DeclaredTrigger } from '../manifest/manifest.ts';

/** The automations that the deployment owns become those that are declared. */
export async function writeTriggers(
  client: Client,
  deployment_id: DeploymentId,
  triggers: readonly DeclaredTrigger[],
): Promise<void> {
  const owner_resource = `prefect.deployment.${deployment_id}`;
  await client.automations.delete_owned_by({ params: { resource_id: owner_resource } });
  for (const { name, description, enabled, trigger, parameters, job_variables, schedule_after } of triggers) {
    const run = { type: 'run-deployment' as const, source: 'selected' as const, deployment_id };
    const actions = [{ ...run, parameters, job_variables, schedule_after }];
    await client.automations.create({ body: { name, description, enabled, trigger, actions, owner_resource } });
  }
}
