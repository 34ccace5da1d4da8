// ecs: what an error of AWS means for who called, as pure rules.

interface Shape {
  readonly name: string;
  readonly message: string;
  readonly status: number | null;
}

const THROTTLED =
  /throttl|TooManyRequests|RequestLimitExceeded|SlowDown|Too many concurrent|Rate exceeded|reached the limit on the number/i;

const LOST = new Set(['TimeoutError', 'RequestTimeout', 'AbortError', 'SyntaxError']);

function shapeOf(error: unknown): Shape {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), status: null };
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : null;
  return { name: error.name, message: error.message, status: typeof status === 'number' ? status : null };
}

/** AWS has refused the call for now and done nothing. */
export function isThrottled(error: unknown): boolean {
  const { name, message, status } = shapeOf(error);
  return status === 429 || THROTTLED.test(name) || THROTTLED.test(message);
}

/** Nobody knows whether AWS has done it: the answer was lost, or says that something went wrong inside. */
export function isAnswerLost(error: unknown): boolean {
  const { name, status } = shapeOf(error);
  if (status !== null) return status >= 500;
  // Errors of the connection have a code of the system, for instance ECONNRESET; a cut answer is no JSON.
  const has_code = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return has_code || LOST.has(name);
}

const isNamed = (error: unknown, ...names: readonly string[]): boolean => names.includes(shapeOf(error).name);

export const isNotFound = (error: unknown): boolean =>
  isNamed(error, 'ResourceNotFoundException') || /\bnot found\b/i.test(shapeOf(error).message);

export const isInactiveDefinition = (error: unknown): boolean =>
  /inactive|unable to (find|describe) task definition/i.test(shapeOf(error).message);

/** Another call with the same client token has been answered with these tasks. */
export function tasksOfConflict(error: unknown): readonly string[] | null {
  if (!isNamed(error, 'ConflictException')) return null;
  const ids = error instanceof Error && 'resourceIds' in error ? error.resourceIds : [];
  return Array.isArray(ids) ? ids.map(String) : [];
}

function advice({ name, message }: Shape): string {
  if (name === 'ClusterNotFoundException')
    return 'Create the cluster, or name another one with the job variable cluster.';
  if (/AccessDenied|UnauthorizedOperation/.test(name))
    return 'Allow it in the policy of the identity that the AWS credentials of the pool name.';
  if (/UnrecognizedClient|InvalidClientToken|SignatureDoesNotMatch|ExpiredToken|IncompleteSignature/.test(name))
    return 'Look whether the keys in the AWS credentials of the pool are right and still valid.';
  if (name === 'CredentialsProviderError')
    return 'Name an AwsCredentials block in the job variable aws_credentials, or give the machine an identity.';
  if (/no container instances/i.test(message))
    return 'Add instances to the cluster, or choose another launch_type, for instance FARGATE.';
  if (/role/i.test(message)) return 'Look at the job variables execution_role_arn and task_role_arn.';
  if (/subnet|network|security group/i.test(message))
    return 'Look at the job variables vpc_id and network_configuration.';
  return 'Look at the job variables of the deployment and the template of the work pool.';
}

/** What happened and what to do, in sentences. */
export function explain(error: unknown): string {
  const shape = shapeOf(error);
  const said = shape.message.trim().replace(/\.?$/, '.');
  return `${shape.name === 'Error' ? '' : `${shape.name}: `}${said} ${advice(shape)}`;
}
