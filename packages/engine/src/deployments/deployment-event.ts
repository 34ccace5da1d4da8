// engine: the events of a deployment's life.
import type { DeploymentResponse, Event, EventId, Timestamp } from '@signalbox/contract';
import { newId } from '@signalbox/core';

export const deploymentEvent = (
  what: 'created' | 'updated' | 'deleted',
  deployment: Pick<DeploymentResponse, 'id' | 'name'>,
  now: Timestamp,
): Event => ({
  id: newId<EventId>(),
  occurred: now,
  event: `prefect.deployment.${what}`,
  resource: { 'prefect.resource.id': `prefect.deployment.${deployment.id}`, 'prefect.resource.name': deployment.name },
  related: [],
  payload: {},
  follows: null,
});
