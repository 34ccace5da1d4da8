// core: from a work pool's base job template and the job variables to the configuration of a job.
import { applyVariables } from './apply-variables.ts';
import { JobTemplateError } from './job-template-error.ts';
import { isObject, type JsonObject } from './placeholder.ts';

/** What a job configuration is made of. */
export interface JobConfigurationSources {
  /** The work pool's: `{ job_configuration, variables }`. */
  readonly base_job_template: JsonObject;
  /** From the most general to the most special: the deployment's, then the run's. Null and absent ones are skipped. */
  readonly job_variables: readonly (JsonObject | null | undefined)[];
  /** For `{{ $NAME }}`; empty by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

function defaultsOf(base_job_template: JsonObject): JsonObject {
  const variables = isObject(base_job_template.variables) ? base_job_template.variables : {};
  const properties = isObject(variables.properties) ? variables.properties : {};
  const defaults = Object.entries(properties).flatMap(([name, schema]) =>
    isObject(schema) && Object.hasOwn(schema, 'default') ? [[name, schema.default] as const] : [],
  );
  return Object.fromEntries(defaults);
}

/** The later one's entries win; `env` is merged name by name. */
function layered(lower: JsonObject, upper: JsonObject): JsonObject {
  const env = isObject(lower.env) && isObject(upper.env) ? { env: { ...lower.env, ...upper.env } } : {};
  return { ...lower, ...upper, ...env };
}

/** The values of a template's variables: its defaults under the given layers. */
export function jobVariables(sources: Omit<JobConfigurationSources, 'environment'>): JsonObject {
  return sources.job_variables
    .filter((layer) => layer !== null && layer !== undefined)
    .reduce<JsonObject>(layered, defaultsOf(sources.base_job_template));
}

/**
 * The configuration of a job: the template's `job_configuration` with every variable filled in. Variables that are not
 * set drop their key. References to blocks and variables of the server are still in it; fill them with
 * `findReferences` and `resolveReferences`.
 *
 * @throws JobTemplateError when the template has no `job_configuration`.
 */
export function jobConfiguration(sources: JobConfigurationSources): JsonObject {
  const template = sources.base_job_template.job_configuration;
  if (!isObject(template)) {
    throw new JobTemplateError(
      'base_job_template',
      'there is no job_configuration in it',
      'Give the work pool a template with "job_configuration" and "variables"',
    );
  }
  const values = jobVariables(sources);
  const configuration = applyVariables(template, values, { environment: sources.environment });
  const fixed = isObject(template.env) && isObject(configuration.env) ? configuration.env : null;
  if (fixed === null || !isObject(values.env)) return configuration;
  return { ...configuration, env: { ...fixed, ...values.env } };
}
