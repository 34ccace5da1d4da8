// engine: each kind of notification block is called in the form that its service documents.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTIFICATION_BLOCKS } from '../block-types/notification-blocks.ts';
import { NOTIFICATION_CALLS, webhookCall } from './notification-calls.ts';

const said = { subject: 'Late', body: 'The run is late.' };

function callsOf(slug: string, data: object) {
  const calls = NOTIFICATION_CALLS.get(slug);
  assert.ok(calls, slug);
  return calls(data, said);
}

/** Where the only call goes, and what it says. */
function onlyCall(slug: string, data: object) {
  const [call, ...more] = callsOf(slug, data);
  assert.ok(call);
  assert.equal(more.length, 0);
  return { ...call, json: JSON.parse(call.body ?? 'null') };
}

test('every block type that says it can notify is called, and no other', () => {
  assert.deepEqual([...NOTIFICATION_CALLS.keys()].sort(), NOTIFICATION_BLOCKS.map(({ slug }) => slug).sort());
});

test('chats', () => {
  const slack = onlyCall('slack-webhook', { url: 'https://slack.example/1', allow_private_urls: false });
  assert.deepEqual(
    [slack.url, slack.json, slack.allow_private_urls],
    ['https://slack.example/1', { text: '*Late*\nThe run is late.' }, false],
  );
  const teams = onlyCall('ms-teams-webhook', { url: 'https://teams.example/1' });
  const texts = teams.json.attachments[0].content.body.map(({ text }: { text: string }) => text);
  assert.deepEqual(texts, ['Late', 'The run is late.']);
  const discord = onlyCall('discord-webhook', { webhook_id: '1', webhook_token: 't', botname: 'box' });
  assert.equal(discord.url, 'https://discord.com/api/webhooks/1/t');
  assert.deepEqual(discord.json, { content: '**Late**\nThe run is late.', tts: false, username: 'box' });
  const mattermost = callsOf('mattermost-webhook', {
    hostname: 'chat.example',
    token: 't',
    secure: true,
    path: '/sub/',
    channels: ['#ops', 'dev'],
  });
  assert.deepEqual(
    mattermost.map(({ url, body }) => [url, JSON.parse(body ?? '').channel]),
    [
      ['https://chat.example:8065/sub/hooks/t', 'ops'],
      ['https://chat.example:8065/sub/hooks/t', 'dev'],
    ],
  );
  assert.equal(onlyCall('mattermost-webhook', { hostname: 'h', token: 't' }).url, 'http://h:8065/hooks/t');
});

test('pagers', () => {
  const pager = onlyCall('pager-duty-webhook', {
    integration_key: 'k',
    api_key: 'a',
    region_name: 'eu',
    notify_type: 'failure',
    custom_details: { team: 'data' },
  });
  assert.equal(pager.url, 'https://events.eu.pagerduty.com/v2/enqueue');
  assert.deepEqual([pager.json.routing_key, pager.json.event_action], ['k', 'trigger']);
  const { summary, severity, custom_details } = pager.json.payload;
  assert.deepEqual(
    [summary, severity, custom_details],
    ['Late', 'critical', { team: 'data', message: 'The run is late.' }],
  );
  const alert = onlyCall('opsgenie-webhook', { apikey: 'k', target_team: ['data'], target_user: ['me'], priority: 1 });
  assert.deepEqual([alert.url, alert.headers.authorization], ['https://api.opsgenie.com/v2/alerts', 'GenieKey k']);
  assert.deepEqual(alert.json, {
    message: 'Late',
    description: 'The run is late.',
    priority: 'P1',
    responders: [
      { type: 'user', username: 'me' },
      { type: 'team', name: 'data' },
    ],
  });
});

test('text messages and mail', () => {
  const messages = callsOf('twilio-sms', {
    account_sid: 'AC1',
    auth_token: 't',
    from_phone_number: '+1',
    to_phone_numbers: ['+2', '+3'],
  });
  assert.deepEqual(
    messages.map(({ body }) => new URLSearchParams(body ?? '').get('To')),
    ['+2', '+3'],
  );
  assert.equal(messages[0]?.headers.authorization, `Basic ${btoa('AC1:t')}`);
  const mail = onlyCall('sendgrid-email', { api_key: 'k', sender_email: 'a@x.example', to_emails: ['b@x.example'] });
  assert.equal(mail.headers.authorization, 'Bearer k');
  assert.deepEqual(mail.json.personalizations, [{ to: [{ email: 'b@x.example' }] }]);
  assert.deepEqual([mail.json.subject, mail.json.content[0].value], ['Late', 'The run is late.']);
});

test('any other address: subject, body, name and secrets stand where they are named', () => {
  const call = onlyCall('custom-webhook', {
    name: 'mine',
    url: 'https://x.example/{{token}}',
    params: { from: '{{ name }}' },
    headers: { authorization: 'Bearer {{token}}' },
    cookies: { session: '{{token}}' },
    json_data: { title: '{{subject}}', deep: [{ text: '{{ body }}' }], unknown: '{{other}}' },
    secrets: { token: 's3' },
    timeout: 3,
  });
  assert.equal(call.url, 'https://x.example/s3?from=mine');
  assert.deepEqual(
    [call.headers.authorization, call.headers.cookie, call.timeout_seconds],
    ['Bearer s3', 'session=s3', 3],
  );
  assert.deepEqual(call.json, { title: 'Late', deep: [{ text: 'The run is late.' }], unknown: '{{other}}' });
  const [form] = callsOf('custom-webhook', { name: 'm', url: 'https://x.example', form_data: { t: '{{subject}}' } });
  assert.deepEqual([form?.body, form?.headers['content-type']], ['t=Late', 'application/x-www-form-urlencoded']);
});

test('a webhook takes the payload as it is', () => {
  const call = webhookCall({ url: 'https://x.example', method: 'PUT', headers: { a: 'b' }, verify: false }, '{"n": 1}');
  assert.deepEqual([call.method, call.body, call.headers, call.verify], ['PUT', '{"n": 1}', { a: 'b' }, false]);
  assert.equal(webhookCall({ url: 'https://x.example' }, '').body, null);
});
