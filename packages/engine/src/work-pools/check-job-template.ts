// engine: whether a job template is one that runs can be started from.
import { ApiError } from '@signalbox/contract';
import { fillPlaceholders } from '@signalbox/core';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names that a worker resolves by itself: blocks and variables of the server, its own environment. */
const RESOLVED_BY_WORKER = /^(prefect\.|\$)/;

/** The variables that a job configuration refers to, by their first name. */
function variablesOf(job_configuration: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  fillPlaceholders(job_configuration, ({ name }) => {
    if (!RESOLVED_BY_WORKER.test(name)) names.add(name.split(/[.[]/)[0] ?? name);
    return undefined;
  });
  return names;
}

/**
 * An empty template is taken: its worker fills it in.
 * @throws ApiError `invalid_request` when a part is missing, or a variable is used that is not declared
 */
export function checkJobTemplate(base_job_template: Record<string, unknown>): void {
  if (Object.keys(base_job_template).length === 0) return;
  const { job_configuration, variables } = base_job_template;
  if (job_configuration === undefined || variables === undefined)
    throw new ApiError(
      'invalid_request',
      'base_job_template: both `job_configuration` and `variables` are needed, or neither.',
    );
  const declared = isRecord(variables) && isRecord(variables.properties) ? variables.properties : {};
  const unknown = [...variablesOf(job_configuration)].filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0)
    throw new ApiError(
      'invalid_request',
      `base_job_template: the job configuration uses ${unknown.join(', ')}: declare each in variables.properties, or take it out.`,
    );
}
