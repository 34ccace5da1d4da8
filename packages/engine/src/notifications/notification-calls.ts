// engine: how each kind of notification block is told something. The forms are those that each service documents.
import { z } from 'zod';
import type { OutgoingCall } from './outgoing-call.ts';

export interface Notification {
  readonly subject: string;
  readonly body: string;
}

type Calls = (data: unknown, notification: Notification) => OutgoingCall[];

/** The data of a block, as its schema has it; what else is in there does not matter. */
const sender = <Schema extends z.ZodType>(
  schema: Schema,
  calls: (block: z.output<Schema>, notification: Notification) => OutgoingCall[],
): Calls => {
  return (data, notification) => calls(schema.parse(data), notification);
};

function json(url: string, body: unknown, more: Partial<OutgoingCall> = {}): OutgoingCall {
  const headers = { 'content-type': 'application/json', 'user-agent': 'signalbox', ...more.headers };
  return { method: 'POST', url, body: JSON.stringify(body), ...more, headers };
}

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const NotifyType = z.enum(['info', 'success', 'warning', 'failure']).catch('info');
const Texts = z.array(z.string()).nullish();
const Labels = z.record(z.string(), z.string()).nullish();

const slack = sender(
  z.object({ url: z.string(), allow_private_urls: z.boolean().default(true) }),
  ({ url, allow_private_urls }, { subject, body }) => [
    json(url, { text: `*${subject}*\n${body}` }, { allow_private_urls }),
  ],
);

const teams = sender(
  z.object({ url: z.string(), allow_private_urls: z.boolean().default(true), wrap: z.boolean().default(true) }),
  ({ url, allow_private_urls, wrap }, { subject, body }) => {
    const content = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      body: [
        { type: 'TextBlock', text: subject, weight: 'Bolder', size: 'Medium', wrap },
        { type: 'TextBlock', text: body, wrap },
      ],
    };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    return [json(url, { type: 'message', attachments }, { allow_private_urls })];
  },
);

/** The most that a message of Discord holds. */
const DISCORD_CHARACTERS_AT_MOST = 2_000;

const discord = sender(
  z.object({
    webhook_id: z.string(),
    webhook_token: z.string(),
    botname: z.string().nullish(),
    tts: z.boolean().default(false),
    avatar_url: z.string().nullish(),
  }),
  ({ webhook_id, webhook_token, botname, tts, avatar_url }, { subject, body }) => [
    json(`https://discord.com/api/webhooks/${encodeURIComponent(webhook_id)}/${encodeURIComponent(webhook_token)}`, {
      content: `**${subject}**\n${body}`.slice(0, DISCORD_CHARACTERS_AT_MOST),
      tts,
      ...(botname && { username: botname }),
      ...(avatar_url && { avatar_url }),
    }),
  ],
);

const mattermost = sender(
  z.object({
    hostname: z.string(),
    token: z.string(),
    secure: z.boolean().default(false),
    botname: z.string().nullish(),
    channels: Texts,
    path: z.string().nullish(),
    port: z.int().default(8065),
  }),
  ({ hostname, token, secure, botname, channels, path, port }, { subject, body }) => {
    const folder = (path ?? '').replaceAll(/^\/+|\/+$/g, '');
    const url = `${secure ? 'https' : 'http'}://${hostname}:${port}/${folder === '' ? '' : `${folder}/`}hooks/${encodeURIComponent(token)}`;
    const message = { text: `#### ${subject}\n${body}`, ...(botname && { username: botname }) };
    const named = (channels ?? []).map((channel) => json(url, { ...message, channel: channel.replace(/^#/, '') }));
    return named.length === 0 ? [json(url, message)] : named;
  },
);

const PAGER_DUTY_SEVERITY = { info: 'info', success: 'info', warning: 'warning', failure: 'critical' } as const;

const pagerDuty = sender(
  z.object({
    integration_key: z.string(),
    notify_type: NotifyType,
    source: z.string().nullish(),
    component: z.string().default('Notification'),
    group: z.string().nullish(),
    class_id: z.string().nullish(),
    region_name: z.enum(['us', 'eu']).default('us'),
    clickable_url: z.string().nullish(),
    custom_details: Labels,
  }),
  (block, { subject, body }) => [
    json(`https://events.${block.region_name === 'eu' ? 'eu.' : ''}pagerduty.com/v2/enqueue`, {
      routing_key: block.integration_key,
      event_action: 'trigger',
      payload: {
        summary: subject,
        source: block.source ?? 'Signalbox',
        severity: PAGER_DUTY_SEVERITY[block.notify_type],
        component: block.component,
        ...(block.group && { group: block.group }),
        ...(block.class_id && { class: block.class_id }),
        custom_details: { ...block.custom_details, message: body },
      },
      ...(block.clickable_url && { links: [{ href: block.clickable_url, text: 'More' }] }),
    }),
  ],
);

/** The most that the first line of an alert of Opsgenie holds. */
const OPSGENIE_CHARACTERS_AT_MOST = 130;

const opsgenie = sender(
  z.object({
    apikey: z.string(),
    target_user: Texts,
    target_team: Texts,
    target_schedule: Texts,
    target_escalation: Texts,
    region_name: z.enum(['us', 'eu']).default('us'),
    tags: Texts,
    priority: z.int().nullish(),
    alias: z.string().nullish(),
    entity: z.string().nullish(),
    details: Labels,
  }),
  (block, { subject, body }) => {
    const named = (type: string, names: readonly string[] | null | undefined) =>
      (names ?? []).map((name) => ({ type, name }));
    const responders = [
      ...(block.target_user ?? []).map((username) => ({ type: 'user', username })),
      ...named('team', block.target_team),
      ...named('schedule', block.target_schedule),
      ...named('escalation', block.target_escalation),
    ];
    const alert = {
      message: subject.slice(0, OPSGENIE_CHARACTERS_AT_MOST),
      description: body,
      priority: `P${block.priority ?? 3}`,
      ...(responders.length > 0 && { responders }),
      ...(block.tags && { tags: block.tags }),
      ...(block.alias && { alias: block.alias }),
      ...(block.entity && { entity: block.entity }),
      ...(block.details && { details: block.details }),
    };
    const headers = { authorization: `GenieKey ${block.apikey}` };
    return [json(`https://api.${block.region_name === 'eu' ? 'eu.' : ''}opsgenie.com/v2/alerts`, alert, { headers })];
  },
);

const twilio = sender(
  z.object({
    account_sid: z.string(),
    auth_token: z.string(),
    from_phone_number: z.string(),
    to_phone_numbers: z.array(z.string()),
  }),
  ({ account_sid, auth_token, from_phone_number, to_phone_numbers }, { subject, body }) =>
    to_phone_numbers.map((to) => ({
      method: 'POST',
      url: `https://api.twilio.com/2010-04-01/Accounts/${encodeURIComponent(account_sid)}/Messages.json`,
      headers: {
        authorization: basic(account_sid, auth_token),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ From: from_phone_number, To: to, Body: `${subject}\n${body}` }).toString(),
    })),
);

const sendgrid = sender(
  z.object({ api_key: z.string(), sender_email: z.string(), to_emails: z.array(z.string()) }),
  ({ api_key, sender_email, to_emails }, { subject, body }) => [
    json(
      'https://api.sendgrid.com/v3/mail/send',
      {
        personalizations: [{ to: to_emails.map((email) => ({ email })) }],
        from: { email: sender_email },
        subject,
        content: [{ type: 'text/plain', value: body }],
      },
      { headers: { authorization: `Bearer ${api_key}` } },
    ),
  ],
);

/** Puts the named texts where `{{name}}` stands, with or without blanks, anywhere in the value. */
function filled(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (all, name) => texts.get(name) ?? all);
  if (Array.isArray(value)) return value.map((one) => filled(one, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, texts)]));
}

const custom = sender(
  z.object({
    name: z.string(),
    url: z.string(),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
    params: Labels,
    json_data: z.record(z.string(), z.unknown()).nullish(),
    form_data: z.union([z.record(z.string(), z.string()), z.string()]).nullish(),
    headers: Labels,
    cookies: Labels,
    timeout: z.number().default(10),
    allow_private_urls: z.boolean().default(true),
    secrets: z.record(z.string(), z.unknown()).default({}),
  }),
  (block, { subject, body }) => {
    const texts = new Map(Object.entries(block.secrets).map(([name, value]) => [name, String(value)]));
    for (const [name, text] of Object.entries({ subject, body, name: block.name })) texts.set(name, text);
    const fill = <Value>(value: Value): Value => filled(value, texts) as Value;
    const url = new URL(fill(block.url));
    for (const [name, value] of Object.entries(fill(block.params) ?? {})) url.searchParams.set(name, value);
    const cookies = Object.entries(fill(block.cookies) ?? {}).map(([name, value]) => `${name}=${value}`);
    const [content_type, content] = contentOf(fill(block.json_data), fill(block.form_data));
    return [
      {
        method: block.method,
        url: url.href,
        headers: {
          'user-agent': 'signalbox',
          ...(content_type && { 'content-type': content_type }),
          ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
          ...fill(block.headers),
        },
        body: content,
        timeout_seconds: block.timeout,
        allow_private_urls: block.allow_private_urls,
      },
    ];
  },
);

function contentOf(
  json_data: Record<string, unknown> | null | undefined,
  form_data: Record<string, string> | string | null | undefined,
): [type: string | null, content: string | null] {
  if (json_data) return ['application/json', JSON.stringify(json_data)];
  if (typeof form_data === 'string') return [null, form_data];
  if (form_data) return ['application/x-www-form-urlencoded', new URLSearchParams(form_data).toString()];
  return [null, null];
}

/** By the slugs of block types: what they are called to say it. */
export const NOTIFICATION_CALLS: ReadonlyMap<string, Calls> = new Map([
  ['slack-webhook', slack],
  ['ms-teams-webhook', teams],
  ['discord-webhook', discord],
  ['mattermost-webhook', mattermost],
  ['pager-duty-webhook', pagerDuty],
  ['opsgenie-webhook', opsgenie],
  ['twilio-sms', twilio],
  ['sendgrid-email', sendgrid],
  ['custom-webhook', custom],
]);

const Webhook = z.object({
  method: z.string().default('POST'),
  url: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  allow_private_urls: z.boolean().default(true),
  verify: z.boolean().default(true),
});

/** The call of a `webhook` block. */
export function webhookCall(data: unknown, payload: string): OutgoingCall {
  const { method, url, headers, allow_private_urls, verify } = Webhook.parse(data);
  return { method, url, headers, body: payload === '' ? null : payload, allow_private_urls, verify };
}
