// engine: the block types whose documents can be told something: chats, pagers, mail, and whatever takes a request.
import type { SystemBlock } from './system-block.ts';

type Property = Readonly<Record<string, unknown>>;

const text = (title: string, more: Property = {}): Property => ({ title, type: 'string', ...more });
const secret = (title: string, more: Property = {}): Property =>
  text(title, { format: 'password', writeOnly: true, ...more });
const flag = (title: string, value: boolean): Property => ({ title, type: 'boolean', default: value });
const texts = (title: string): Property => ({ title, type: 'array', items: { type: 'string' } });
const optional = (title: string, type: Property, value: unknown = null): Property => ({
  title,
  anyOf: [type, { type: 'null' }],
  default: value,
});
const TEXT = { type: 'string' };
const TEXTS = { type: 'array', items: TEXT };
const LABELS = { type: 'object', additionalProperties: TEXT };
const REGION = text('Region', { enum: ['us', 'eu'], default: 'us' });
const KIND = text('Kind of message', { enum: ['info', 'success', 'warning', 'failure'], default: 'info' });
const PRIVATE = {
  ...flag('Private addresses', true),
  description: 'Whether the address may be inside of the own network.',
};

interface NotificationBlock extends Pick<SystemBlock, 'name' | 'slug' | 'description' | 'checksum'> {
  /** The name of the class in Prefect. */
  readonly title: string;
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
  readonly secret_fields: readonly string[];
}

const notificationBlock = ({
  title,
  properties,
  required,
  secret_fields,
  ...block
}: NotificationBlock): SystemBlock => ({
  ...block,
  capabilities: ['notify'],
  version: '3.8.8',
  fields: {
    block_type_slug: block.slug,
    title,
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property], position) => [name, { ...property, position }]),
    ),
    required,
    secret_fields,
    block_schema_references: {},
  },
});

export const NOTIFICATION_BLOCKS: readonly SystemBlock[] = [
  notificationBlock({
    name: 'Slack Webhook',
    slug: 'slack-webhook',
    title: 'SlackWebhook',
    description: 'Writes into a channel of Slack.',
    checksum: 'sha256:415bae7e5906d98e387f8848ccdfd3f3b9cdf01624f08ca228709e1193ac005f',
    properties: { notify_type: KIND, url: secret('URL of the incoming webhook'), allow_private_urls: PRIVATE },
    required: ['url'],
    secret_fields: ['url'],
  }),
  notificationBlock({
    name: 'Microsoft Teams Webhook',
    slug: 'ms-teams-webhook',
    title: 'MicrosoftTeamsWebhook',
    description: 'Writes into a channel of Microsoft Teams.',
    checksum: 'sha256:213ff858fcad8ecddb90a120636c5461fc8ad6fb2877188c9e79f07e6c390c7c',
    properties: {
      notify_type: KIND,
      url: secret('URL of the workflow'),
      allow_private_urls: PRIVATE,
      include_image: flag('With an image', true),
      wrap: flag('Wrap long lines', true),
    },
    required: ['url'],
    secret_fields: ['url'],
  }),
  notificationBlock({
    name: 'Discord Webhook',
    slug: 'discord-webhook',
    title: 'DiscordWebhook',
    description: 'Writes into a channel of Discord.',
    checksum: 'sha256:b3ea94c0ce1573b22c0e7bf2457f5f52a210327e0f7be05c74970a246304b1e2',
    properties: {
      notify_type: KIND,
      webhook_id: secret('Id of the webhook'),
      webhook_token: secret('Token of the webhook'),
      botname: optional('Name of the writer', TEXT),
      tts: flag('Read aloud', false),
      include_image: flag('With an image', false),
      avatar: flag('With the picture of the writer', false),
      avatar_url: optional('URL of the picture', TEXT),
    },
    required: ['webhook_id', 'webhook_token'],
    secret_fields: ['webhook_id', 'webhook_token'],
  }),
  notificationBlock({
    name: 'Mattermost Webhook',
    slug: 'mattermost-webhook',
    title: 'MattermostWebhook',
    description: 'Writes into channels of Mattermost.',
    checksum: 'sha256:34daad1160b59fb6d5c8fc59d09abb2cbf9c2283b7b9f6a76cbaad827002d14c',
    properties: {
      notify_type: KIND,
      hostname: text('Host'),
      secure: flag('By https', false),
      token: secret('Token of the webhook'),
      botname: optional('Name of the writer', TEXT),
      channels: optional('Channels', TEXTS),
      include_image: flag('With an image', false),
      path: optional('Path before /hooks', TEXT),
      port: { title: 'Port', type: 'integer', default: 8065 },
    },
    required: ['hostname', 'token'],
    secret_fields: ['token'],
  }),
  notificationBlock({
    name: 'Pager Duty Webhook',
    slug: 'pager-duty-webhook',
    title: 'PagerDutyWebHook',
    description: 'Opens an incident in PagerDuty.',
    checksum: 'sha256:78ccfd9313655493e834f59f515865f3160bd395b6003d6e664fefd1a6f49c86',
    properties: {
      notify_type: KIND,
      integration_key: secret('Integration key'),
      api_key: secret('API key'),
      source: optional('Source', TEXT, 'Prefect'),
      component: text('Component', { default: 'Notification' }),
      group: optional('Group', TEXT),
      class_id: optional('Class', TEXT),
      region_name: REGION,
      clickable_url: optional('Address to follow', { type: 'string', format: 'uri', minLength: 1 }),
      include_image: flag('With an image', true),
      custom_details: optional('Details', LABELS),
    },
    required: ['integration_key', 'api_key'],
    secret_fields: ['integration_key', 'api_key'],
  }),
  notificationBlock({
    name: 'Opsgenie Webhook',
    slug: 'opsgenie-webhook',
    title: 'OpsgenieWebhook',
    description: 'Opens an alert in Opsgenie.',
    checksum: 'sha256:c9d307a75b69d82460134069d071804fefde0ec2c2b9aed67c90201fee041755',
    properties: {
      notify_type: KIND,
      apikey: secret('API key'),
      target_user: optional('Users', TEXTS),
      target_team: optional('Teams', TEXTS),
      target_schedule: optional('Schedules', TEXTS),
      target_escalation: optional('Escalations', TEXTS),
      region_name: REGION,
      batch: flag('All at once', false),
      tags: optional('Tags', TEXTS),
      priority: optional('Priority, 1 to 5', { type: 'integer' }, 3),
      alias: optional('Alias', TEXT),
      entity: optional('Entity', TEXT),
      details: optional('Details', LABELS),
    },
    required: ['apikey'],
    secret_fields: ['apikey'],
  }),
  notificationBlock({
    name: 'Twilio SMS',
    slug: 'twilio-sms',
    title: 'TwilioSMS',
    description: 'Sends text messages by Twilio.',
    checksum: 'sha256:2ab73fedd20ff1c25ffcc47f5b4a7a86c70c307321af1262f9d03defba5c8cc6',
    properties: {
      notify_type: KIND,
      account_sid: text('Account SID'),
      auth_token: secret('Token'),
      from_phone_number: text('From'),
      to_phone_numbers: texts('To'),
    },
    required: ['account_sid', 'auth_token', 'from_phone_number', 'to_phone_numbers'],
    secret_fields: ['auth_token'],
  }),
  notificationBlock({
    name: 'Sendgrid Email',
    slug: 'sendgrid-email',
    title: 'SendgridEmail',
    description: 'Sends mail by SendGrid.',
    checksum: 'sha256:b67583d3b7ce215cd84a58ba42bb8936294cc1417ff3fe54d0fb08447932c6f2',
    properties: { notify_type: KIND, api_key: secret('API key'), sender_email: text('From'), to_emails: texts('To') },
    required: ['api_key', 'sender_email', 'to_emails'],
    secret_fields: ['api_key'],
  }),
  notificationBlock({
    name: 'Custom Webhook',
    slug: 'custom-webhook',
    title: 'CustomWebhookNotificationBlock',
    description: 'Calls any address; {{subject}}, {{body}} and the names of its secrets stand for their values.',
    checksum: 'sha256:69076241f2b9959ae97554957a22ec428886b46f6ed4732af160e117d487c0cf',
    properties: {
      name: text('Name'),
      url: text('URL'),
      method: text('Method', { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], default: 'POST' }),
      params: optional('Query', LABELS),
      json_data: optional('JSON', { type: 'object', additionalProperties: true }),
      form_data: { title: 'Form', anyOf: [LABELS, TEXT, { type: 'null' }], default: null },
      headers: optional('Headers', LABELS),
      cookies: optional('Cookies', LABELS),
      timeout: { title: 'Seconds to wait for the answer', type: 'number', default: 10 },
      allow_private_urls: PRIVATE,
      secrets: { title: 'Secrets', type: 'object' },
    },
    required: ['name', 'url'],
    secret_fields: ['secrets.*'],
  }),
];
