// ecs: what the job template of an ecs pool says beyond command, env, labels and name.
import { SubmitError } from '@signalbox/core';
import { z } from 'zod';

const values = z.record(z.string(), z.unknown());
const text = z
  .string()
  .nullish()
  .transform((given) => given || null);
const flag = z
  .boolean()
  .nullish()
  .transform((given) => given ?? null);
const mapping = values.nullish().transform((given) => given ?? {});

/** Prefect's templates give null for variables that are not set, which AWS does not take. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((entry) => entry !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNulls(field)]));
}

const request = z.preprocess(withoutNulls, mapping);

const schema = z.object({
  aws_credentials: mapping,
  /** As `RegisterTaskDefinition` takes it. */
  task_definition: request,
  /** As `RunTask` takes it. */
  task_run_request: request,
  cluster: text,
  container_name: text,
  configure_cloudwatch_logs: flag,
  cloudwatch_logs_options: z
    .record(z.string(), z.string())
    .nullish()
    .transform((given) => given ?? {}),
  cloudwatch_logs_prefix: text,
  network_configuration: values.nullish().transform((given) => given ?? null),
  vpc_id: text,
  stream_output: flag,
  task_start_timeout_seconds: z
    .number()
    .positive()
    .nullish()
    .transform((given) => given ?? 300),
  task_watch_poll_interval: z
    .number()
    .positive()
    .nullish()
    .transform((given) => given ?? 5),
  auto_deregister_task_definition: flag,
  prefect_api_key_secret_arn: text,
  prefect_api_auth_string_secret_arn: text,
});

export type EcsConfiguration = z.output<typeof schema>;

/** @throws SubmitError that names each job variable with a wrong value */
export function ecsConfiguration(configuration: Readonly<Record<string, unknown>>): EcsConfiguration {
  const { success, data, error } = schema.safeParse(configuration);
  if (success) return data;
  const issues = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new SubmitError(`The job variables of the ECS task are not right: ${issues.join('; ')}.`);
}

/** The name or ARN of the cluster; null is the account's `default`. */
export function clusterOf({ cluster, task_run_request }: EcsConfiguration): string | null {
  const asked = task_run_request.cluster;
  return typeof asked === 'string' && asked !== '' ? asked : cluster;
}
