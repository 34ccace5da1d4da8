// ecs: as whom and where AWS is asked, by the fields of an AwsCredentials block.
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import type { ECSClientConfig } from '@aws-sdk/client-ecs';
import { SubmitError } from '@signalbox/core';

type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textIn(values: Values, name: string): string | undefined {
  const value = values[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new SubmitError(`The field ${name} of the AWS credentials must be a text.`);
}

function secondsIn(values: Values, name: string, fallback: number): number {
  const value = values[name];
  return typeof value === 'number' && value > 0 ? value : fallback;
}

function identity(credentials: Values): Pick<ECSClientConfig, 'credentials'> {
  const accessKeyId = textIn(credentials, 'aws_access_key_id');
  const secretAccessKey = textIn(credentials, 'aws_secret_access_key');
  if (textIn(credentials, 'assume_role_arn') !== undefined)
    throw new SubmitError(
      'The AWS credentials name a role with assume_role_arn, which is not supported here. ' +
        'Put the role into a profile of the worker (role_arn, source_profile), and its name into profile_name.',
    );
  if (accessKeyId === undefined && secretAccessKey === undefined) return {};
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new SubmitError(
      'The AWS credentials have only one of aws_access_key_id and aws_secret_access_key. ' +
        'Give both in the block, or neither to use the identity of the machine.',
    );
  const sessionToken = textIn(credentials, 'aws_session_token');
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) } };
}

/** @throws SubmitError for credentials with which AWS would be asked as the machine that this runs on */
export function demandKeys(credentials: Values): void {
  if (textIn(credentials, 'aws_access_key_id') !== undefined) return;
  throw new SubmitError(
    'The job variable aws_credentials names no keys, and this server does not lend its own identity. ' +
      'Store them in a block of type aws-credentials, and name it in the work pool: {{ prefect.blocks.aws-credentials.NAME }}.',
  );
}

/** Servers that only speak like AWS have certificates of their own. */
function trust(parameters: Values): Agent | undefined {
  const { verify } = parameters;
  const path = typeof verify === 'string' ? verify : textIn(parameters, 'verify_cert_path');
  if (verify === false) return new Agent({ keepAlive: true, maxSockets: 50, rejectUnauthorized: false });
  return path === undefined ? undefined : new Agent({ keepAlive: true, maxSockets: 50, ca: readFileSync(path) });
}

export type AwsConnection = Pick<
  ECSClientConfig,
  'credentials' | 'endpoint' | 'region' | 'profile' | 'requestHandler' | 'retryMode' | 'maxAttempts'
>;

/**
 * The settings of a client of any service.
 * @param credentials the data of an AwsCredentials block; without keys or profile the SDK looks where it always looks
 * @param env where the region is looked up that the block does not name
 */
export function awsConnection(
  credentials: Values,
  env: Readonly<Record<string, string | undefined>> = process.env,
): AwsConnection {
  const parameters = isRecord(credentials.aws_client_parameters) ? credentials.aws_client_parameters : {};
  const config = isRecord(parameters.config) ? parameters.config : {};
  const profile = textIn(credentials, 'profile_name');
  const endpoint = textIn(parameters, 'endpoint_url');
  const region = textIn(credentials, 'region_name') ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  const httpsAgent = trust(parameters);
  return {
    ...identity(credentials),
    ...(profile !== undefined && { profile }),
    // What only speaks like AWS has one region.
    ...(endpoint !== undefined && { endpoint, region: 'us-east-1' }),
    ...(region !== undefined && { region }),
    requestHandler: {
      connectionTimeout: secondsIn(config, 'connect_timeout', 10) * 1000,
      requestTimeout: secondsIn(config, 'read_timeout', 60) * 1000,
      throwOnRequestTimeout: true,
      ...(httpsAgent !== undefined && { httpsAgent }),
    },
    // Slows down all calls of a client when AWS says that they are too many, and spreads them by chance.
    retryMode: 'adaptive',
    maxAttempts: 8,
  };
}
