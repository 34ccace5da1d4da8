// ecs: the names by which ECS knows what was started for a run. They derive from the run and its attempt.
import type { Job } from '@signalbox/core';

type Attempt = Pick<Job, 'flow_run_id' | 'attempt'>;

/** What tasks of this attempt are listed by: letters, digits and hyphens, at most 128. */
export const startedBy = ({ flow_run_id, attempt }: Attempt): string => `signalbox-${flow_run_id}-${attempt}`;

/**
 * AWS starts one task for all calls with the same token, for a day: at most 64 characters.
 * @param round from 1; rises when the task that AWS knows by the token has ended already
 */
export const clientToken = ({ flow_run_id, attempt }: Attempt, round: number): string =>
  `${flow_run_id}-${attempt}${round === 1 ? '' : `-${round}`}`;

const FAMILY_LENGTH = 255;

/** A family takes letters, digits, hyphens and underscores. */
export const slug = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, FAMILY_LENGTH);

/** One family for each deployment, so that its revisions tell how it changed. */
export function familyOf({ labels }: Pick<Job, 'labels'>): string {
  const words = [labels['prefect.io/work-pool-name'], labels['prefect.io/deployment-id']];
  return slug(['signalbox', ...words.filter((word) => word !== undefined)].join('_'));
}

/** The last part of an ARN, for instance the id of a task. */
export const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
