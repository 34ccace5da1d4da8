// deploy: as whom AWS is asked.

type Values = Readonly<Record<string, unknown>>;

export const textIn = (values: Values, ...names: readonly string[]): string | undefined =>
  names.map((name) => values[name]).find((value): value is string => typeof value === 'string' && value !== '');

/** From a block of AWS or of MinIO, else from the environment; without either the SDK looks where it always looks. */
export function awsIdentity(credentials: Values, env: Readonly<Record<string, string | undefined>>) {
  const own = textIn(credentials, 'aws_access_key_id', 'minio_root_user');
  const accessKeyId = own ?? env.AWS_ACCESS_KEY_ID;
  const secretAccessKey =
    own === undefined ? env.AWS_SECRET_ACCESS_KEY : textIn(credentials, 'aws_secret_access_key', 'minio_root_password');
  if (accessKeyId === undefined || secretAccessKey === undefined) return {};
  const sessionToken = own === undefined ? env.AWS_SESSION_TOKEN : textIn(credentials, 'aws_session_token');
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) } };
}
