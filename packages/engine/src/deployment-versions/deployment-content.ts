// engine: what a deployment says, of which its versions are made.
import { DeploymentContent, type DeploymentResponse, type DeploymentSchedule } from '@signalbox/contract';
import { contentHash, contentText } from '@signalbox/core';
import type { StoredDeployment } from '@signalbox/store';
import { hasOwnLimit } from '../deployments/concurrency-limit.ts';

/** @param version_info which no answer about the deployment tells */
export function contentOf(
  deployment: DeploymentResponse,
  { version_info }: Pick<StoredDeployment, 'version_info'>,
): DeploymentContent {
  const limit = deployment.global_concurrency_limit;
  const isOwn = limit !== null && hasOwnLimit(deployment.id, limit);
  return DeploymentContent.parse({
    ...Object.fromEntries(
      Object.entries(deployment).filter(([member]) => Object.hasOwn(DeploymentContent.shape, member)),
    ),
    version_info,
    concurrency_limit: isOwn ? limit.limit : null,
    global_concurrency_limit_id: limit === null || isOwn ? null : limit.id,
    schedules: deployment.schedules
      .map(scheduleContent)
      .sort((left, right) => (left.text < right.text ? -1 : 1))
      .map(({ content }) => content),
  });
}

/** The server tells schedules in the order of their last change, which says nothing. */
function scheduleContent({ schedule, active, max_scheduled_runs, parameters, slug }: DeploymentSchedule) {
  const content = { schedule, active, max_scheduled_runs, parameters, slug };
  return { content, text: contentText([slug, schedule, parameters]) };
}

/** A schedule that is switched off and on again makes no version. */
export const hashOf = ({ schedules, ...content }: DeploymentContent): string =>
  contentHash({ ...content, schedules: schedules.map(({ active: _active, ...schedule }) => schedule) });
