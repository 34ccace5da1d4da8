// engine: what the block types are that every server has: a secret value, a folder, an address to call, and who can be told.
import { NOTIFICATION_BLOCKS } from './notification-blocks.ts';
import type { SystemBlock } from './system-block.ts';

const secret: SystemBlock = {
  name: 'Secret',
  slug: 'secret',
  description: 'A value to be kept secret: encrypted where it is stored, and hidden wherever it is shown.',
  capabilities: [],
  version: '3.8.8',
  checksum: 'sha256:c078ed9c1e813e224c0b353d7ad4564a11d51d3198d9ac0686478165a1911c78',
  fields: {
    block_type_slug: 'secret',
    title: 'Secret',
    type: 'object',
    properties: {
      value: {
        title: 'Value',
        description: 'The secret itself.',
        anyOf: [{ type: 'string', format: 'password', writeOnly: true }, { type: 'string' }, { title: 'JSON' }],
        format: 'password',
        writeOnly: true,
        position: 0,
      },
    },
    required: ['value'],
    secret_fields: ['value'],
    block_schema_references: {},
  },
};

const local_file_system: SystemBlock = {
  name: 'Local File System',
  slug: 'local-file-system',
  description: 'A folder on the machine that a run is on, to keep results and files in.',
  capabilities: ['get-directory', 'put-directory', 'read-path', 'write-path'],
  version: '3.8.8',
  checksum: 'sha256:0fc8b7f936f38f465715ef2df4a817ac9fe38b80bb01d5c6c9649a6da6ae6971',
  fields: {
    block_type_slug: 'local-file-system',
    title: 'LocalFileSystem',
    type: 'object',
    properties: {
      basepath: {
        title: 'Folder',
        description: 'Where files are kept; without it, the home folder.',
        anyOf: [{ type: 'string' }, { type: 'null' }],
        default: null,
        position: 0,
      },
    },
    secret_fields: [],
    block_schema_references: {},
  },
};

const webhook: SystemBlock = {
  name: 'Webhook',
  slug: 'webhook',
  description: 'An address that is called when something happens.',
  capabilities: [],
  version: '3.8.8',
  checksum: 'sha256:58bb03f0d84592252ad568ed9a8c899792ae5d0ad2dd4a2428e99674f9050cf1',
  fields: {
    block_type_slug: 'webhook',
    title: 'Webhook',
    type: 'object',
    properties: {
      method: {
        title: 'Method',
        type: 'string',
        enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        default: 'POST',
        position: 0,
      },
      url: {
        title: 'URL',
        description: 'Secret, since such addresses often let in whoever knows them.',
        type: 'string',
        format: 'password',
        writeOnly: true,
        position: 1,
      },
      headers: { title: 'Headers', description: 'Sent with each call.', type: 'object', position: 2 },
      allow_private_urls: {
        title: 'Private addresses',
        description: 'Whether the address may be inside of the own network.',
        type: 'boolean',
        default: true,
        position: 3,
      },
      verify: {
        title: 'Verify the certificate',
        description: 'Whether calls to an address with a certificate that nobody trusts fail.',
        type: 'boolean',
        default: true,
        position: 4,
      },
    },
    required: ['url'],
    secret_fields: ['url', 'headers.*'],
    block_schema_references: {},
  },
};

export const SYSTEM_BLOCKS: readonly SystemBlock[] = [secret, local_file_system, webhook, ...NOTIFICATION_BLOCKS];
