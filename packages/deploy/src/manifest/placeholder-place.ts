// deploy: what placeholders may stand at a place of a manifest, and when they are filled.
import type { Path } from './manifest-source.ts';

/**
 * - `shown`: filled now, and everybody who sees the server sees the value: no blocks
 * - `parameters`: filled now, blocks too
 * - `job-variables`: blocks are filled when a run starts
 * - `steps`: blocks, variables and outputs are filled when the step is carried out
 * - `template`: belongs to somebody else, who fills it with something else
 */
export type PlaceholderPlace = 'shown' | 'parameters' | 'job-variables' | 'steps' | 'template';

const STEPS: readonly unknown[] = ['build', 'push', 'pull'];
const TEMPLATES: readonly unknown[] = ['automations', 'workPools', 'blocks', 'variables'];

export function placeholderPlace(path: Path): PlaceholderPlace {
  const [room, , field, inner, part] = path;
  if (STEPS.includes(room)) return 'steps';
  if (TEMPLATES.includes(room)) return 'template';
  if (room !== 'deployments') return 'shown';
  if (STEPS.includes(field)) return 'steps';
  if (field === 'parameters') return 'parameters';
  if (field === 'work_pool' && inner === 'job_variables') return 'job-variables';
  if (field === 'schedule' && inner === 'parameters') return 'parameters';
  if (field === 'schedules' && part === 'parameters') return 'parameters';
  // Parameters of a trigger may be templates over its event.
  if (field === 'triggers') return part === 'job_variables' || part === 'parameters' ? 'template' : 'shown';
  return 'shown';
}

/** The deployment that a place belongs to; null: to all. */
export const deploymentAt = ([room, index]: Path): number | null =>
  room === 'deployments' && typeof index === 'number' ? index : null;
