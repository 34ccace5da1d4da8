// tests: Python flows and the `prefect` program against a server that wants credentials, tokens and TLS.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openHouse, selfSignedCertificate } from '@signalbox/testkit';
import { openWorkshop } from './python.ts';

const AUTH = 'admin:correct horse';

test('with its credentials and tokens a flow reports all that it does; without them nothing is taken', async () => {
  await using house = await openHouse({ auth_string: AUTH, csrf_expires_after_seconds: 3_600 });
  const known = { PREFECT_API_AUTH_STRING: AUTH, PREFECT_CLIENT_CSRF_SUPPORT_ENABLED: 'true' };
  await using workshop = openWorkshop(house.api_url, known);
  await workshop.run('python', ['mapped.py']);
  const completed = await eventually('51 completed task runs', async () => {
    const runs = await house.client.task_runs.filter({ body: {} });
    return runs.filter(({ state_type }) => state_type === 'COMPLETED').length === 51 ? runs : null;
  });
  assert.equal(completed.length, 51);
  await workshop.run('prefect', ['variable', 'set', 'region', 'north']);
  await using without = openWorkshop(house.api_url, { ...known, PREFECT_API_AUTH_STRING: 'admin:wrong' });
  const refused = await without.run('prefect', ['variable', 'set', 'region', 'south', '--overwrite'], {
    mayFail: true,
  });
  assert.equal(refused.code, 1);
  await using tokenless = openWorkshop(house.api_url, { ...known, PREFECT_CLIENT_CSRF_SUPPORT_ENABLED: 'false' });
  const unproven = await tokenless.run('prefect', ['variable', 'set', 'region', 'west', '--overwrite'], {
    mayFail: true,
  });
  assert.equal(unproven.code, 1);
  const variable = await house.client.variables.read_by_name({ params: { name: 'region' } });
  assert.equal(variable.value, 'north');
});

test('over TLS a flow that knows the certificate runs, with its task runs and logs; a stranger does not unless it looks away', async () => {
  using certificate = selfSignedCertificate();
  await using house = await openHouse({ auth_string: AUTH, tls: certificate });
  const known = { PREFECT_API_AUTH_STRING: AUTH, PREFECT_API_SSL_CERT_FILE: certificate.cert_file };
  await using workshop = openWorkshop(house.api_url, known);
  await workshop.run('python', ['hello.py']);
  const { output } = await workshop.run('prefect', ['flow-run', 'ls', '--state', 'COMPLETED']);
  assert.match(output, /hello/);
  const logs = await eventually('the log over TLS', async () => {
    const found = await workshop.run('python', ['logged.py']);
    return found.output.includes('logged for world') ? found.output : null;
  });
  assert.match(logs, /printed for world/);
  await using stranger = openWorkshop(house.api_url, { PREFECT_API_AUTH_STRING: AUTH });
  const { code } = await stranger.run('prefect', ['flow-run', 'ls'], { mayFail: true });
  assert.equal(code, 1);
  await using careless = openWorkshop(house.api_url, {
    PREFECT_API_AUTH_STRING: AUTH,
    PREFECT_API_TLS_INSECURE_SKIP_VERIFY: 'true',
  });
  await careless.run('python', ['mapped.py']);
  const count =
    'from prefect import get_client as c; print(len([r for r in c(sync_client=True).read_task_runs() if r.state.is_completed()]))';
  await eventually('51 completed task runs, told over the websocket', async () => {
    const { output: counted } = await careless.run('python', ['-c', count]);
    return /^51$/m.test(counted);
  });
});
