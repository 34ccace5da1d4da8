// core: the shapes that variables of ecs pools refer to.
import type { JsonObject } from './placeholder.ts';

const clientParameters: JsonObject = {
  title: 'AwsClientParameters',
  type: 'object',
  properties: {
    api_version: { title: 'API Version', type: 'string' },
    use_ssl: { title: 'Use SSL', default: true, type: 'boolean' },
    verify: {
      title: 'Verify',
      description: 'Whether the certificate of AWS is checked, or a file with the authorities to trust.',
      default: true,
      anyOf: [{ type: 'boolean' }, { type: 'string', format: 'file-path' }],
    },
    verify_cert_path: { title: 'Certificate Authority Bundle File Path', format: 'file-path', type: 'string' },
    endpoint_url: {
      title: 'Endpoint URL',
      description: 'Where something answers that speaks as AWS does.',
      type: 'string',
    },
    config: {
      title: 'Botocore Config',
      description: 'Of which connect_timeout and read_timeout count, in seconds.',
      type: 'object',
    },
  },
};

const credentials: JsonObject = {
  title: 'AwsCredentials',
  type: 'object',
  properties: {
    aws_access_key_id: { title: 'AWS Access Key ID', type: 'string' },
    aws_secret_access_key: {
      title: 'AWS Access Key Secret',
      type: 'string',
      writeOnly: true,
      format: 'password',
    },
    aws_session_token: { title: 'AWS Session Token', type: 'string' },
    profile_name: { title: 'Profile Name', description: 'A profile on the machine of the worker.', type: 'string' },
    region_name: { title: 'Region Name', type: 'string' },
    aws_client_parameters: {
      title: 'AWS Client Parameters',
      allOf: [{ $ref: '#/definitions/AwsClientParameters' }],
    },
  },
  block_type_slug: 'aws-credentials',
  secret_fields: ['aws_secret_access_key'],
  block_schema_references: {},
};

const capacityProvider: JsonObject = {
  title: 'CapacityProvider',
  type: 'object',
  properties: {
    capacityProvider: { title: 'Capacityprovider', type: 'string' },
    weight: { title: 'Weight', type: 'integer' },
    base: { title: 'Base', type: 'integer' },
  },
  required: ['capacityProvider', 'weight', 'base'],
};

export const ecsDefinitions: JsonObject = {
  AwsClientParameters: clientParameters,
  AwsCredentials: credentials,
  CapacityProvider: capacityProvider,
};
