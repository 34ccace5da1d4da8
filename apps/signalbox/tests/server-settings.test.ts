// signalbox: what a server is told by options and by the environment, also by Prefect's names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverSettings } from '../src/server/server-settings.ts';

test('nothing told is a server on a file, without credentials, tokens, TLS or metrics', async () => {
  const { log: _log, ...told } = await serverSettings({}, {});
  assert.deepEqual(told, {
    database_url: null,
    auth_string: null,
    api_key: null,
    encryption_key: null,
    csrf_expires_after_seconds: null,
    allow_unauthenticated: false,
    tls: null,
    metrics: false,
    otlp_endpoint: null,
    push: { enabled: true, api_url: null, processes: false },
    settings: {},
  });
});

test('push is told by options and by variables; processes on the machine of the server only when it is said', async () => {
  const environment = {
    SIGNALBOX_PUSH_API_URL: 'https://signalbox.example.com/api',
    SIGNALBOX_PUSH_PROCESSES: 'true',
    SIGNALBOX_PUSH_SUBMISSIONS: '5',
  };
  const { push } = await serverSettings({}, environment);
  const api_url = 'https://signalbox.example.com/api';
  assert.deepEqual(push, { enabled: true, api_url, processes: true, concurrent_submissions: 5 });
  assert.equal((await serverSettings({ push: 'false' }, environment)).push?.enabled, false);
  await assert.rejects(serverSettings({ pushSubmissions: '0' }, {}), /submissions/);
});

test('OpenTelemetry that is switched off is off, wherever it would be sent to', async () => {
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };
  assert.equal((await serverSettings({}, environment)).otlp_endpoint, 'http://localhost:4318');
  assert.equal((await serverSettings({}, { ...environment, OTEL_SDK_DISABLED: 'True' })).otlp_endpoint, null);
  assert.notEqual((await serverSettings({}, { ...environment, OTEL_SDK_DISABLED: 'false' })).otlp_endpoint, null);
});

test('an option goes before its variable, and ours before that of Prefect', async () => {
  const environment = {
    SIGNALBOX_SERVER_LOG_LEVEL: 'error',
    SIGNALBOX_SERVER_AUTH_STRING: 'admin:ours',
    PREFECT_SERVER_API_AUTH_STRING: 'admin:theirs',
    PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED: 'True',
    SIGNALBOX_SERVER_METRICS: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
    SIGNALBOX_SERVER_EVENT_RETENTION_DAYS: '2',
    SIGNALBOX_SERVER_DISABLED_SERVICES: 'scheduler, late-runs',
  };
  const told = await serverSettings({ logLevel: 'info', eventRetentionDays: '0' }, environment);
  assert.equal(told.log?.writes('info'), true);
  assert.equal(told.auth_string, 'admin:ours');
  assert.equal(told.csrf_expires_after_seconds, 3_600);
  assert.equal(told.metrics, true);
  assert.equal(told.otlp_endpoint, 'http://localhost:4318');
  assert.deepEqual(told.settings, {
    event_retention_seconds: null,
    disabled_services: ['scheduler', 'late-runs'],
  });
});

test("a Postgres is taken by Prefect's variable too, a SQLite of Prefect is left alone", async () => {
  const of = async (environment: Record<string, string>) => (await serverSettings({}, environment)).database_url;
  const url = 'postgresql+asyncpg://me:secret@db/prefect';
  assert.equal(await of({ PREFECT_SERVER_DATABASE_CONNECTION_URL: url }), url);
  assert.equal(await of({ PREFECT_API_DATABASE_CONNECTION_URL: 'sqlite+aiosqlite:///prefect.db' }), null);
  await assert.rejects(of({ SIGNALBOX_DATABASE_URL: 'sqlite:///signalbox.db' }), /named with --database/);
});

test('what cannot be used is refused by the name it was told by', async () => {
  const refused = (flags: Record<string, unknown>, environment: Record<string, string>, message: RegExp) =>
    assert.rejects(serverSettings(flags, environment), message);
  await refused({ logLevel: 'loud' }, {}, /--log-level takes error, warning, info, debug, not loud/);
  await refused({ tlsCert: 'cert.pem' }, {}, /--tls-cert and SIGNALBOX_SERVER_TLS_KEY go together/);
  await refused({}, { SIGNALBOX_SERVER_METRICS: 'maybe' }, /SIGNALBOX_SERVER_METRICS takes true or false/);
  await refused({ otlpEndpoint: 'localhost:4318' }, {}, /--otlp-endpoint takes an address that begins with http/);
  await refused({ logRetentionDays: 'long' }, {}, /--log-retention-days takes a number of days/);
  await refused({}, { SIGNALBOX_SERVER_DISABLED_SERVICES: 'sheduler' }, /names sheduler; there are scheduler, /);
});
