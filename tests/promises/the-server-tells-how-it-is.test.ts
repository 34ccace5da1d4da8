// tests: metrics, readiness and request ids of a running server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';

const valueIn = (metrics: string, series: string): number | null => {
  const line = metrics.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
};

const LATE_RUNS_TURNS = 'signalbox_service_runs{service="late-runs"}';

test('metrics tell of requests, commits, runs, services and websockets', async () => {
  await using house = await openHouse({ metrics: true });
  const flow = await house.client.flows.create({ body: { name: 'measured' } });
  await house.client.flow_runs.create({ body: { flow_id: flow.id, state: { type: 'SCHEDULED' } } });
  await fetch(`${house.api_url}/no/such/path`);
  const socket = new WebSocket(`${house.api_url.replace('http', 'ws')}/events/in`, 'prefect');
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  house.advance(60);
  let metrics = '';
  const lateRunsTurnIsCounted = async () => {
    const response = await fetch(`${house.api_url}/metrics`);
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
    metrics = await response.text();
    const [states, turns] = ['signalbox_flow_run_states_total{state_name="Late"}', LATE_RUNS_TURNS];
    return valueIn(metrics, states) === 1 && (valueIn(metrics, turns) ?? 0) >= 1;
  };
  await eventually('the turn of the service that marks late runs', lateRunsTurnIsCounted);
  const count = (labels: string) => valueIn(metrics, `signalbox_http_request_duration_seconds_count{${labels}}`);
  assert.equal(count('route="flows.create",method="POST",status="201"'), 1);
  assert.equal(count('route="unknown",method="GET",status="404"'), 1);
  assert.ok((valueIn(metrics, 'signalbox_commit_units_sum') ?? 0) >= 2);
  assert.equal(valueIn(metrics, 'signalbox_write_queue_units'), 0);
  assert.equal(valueIn(metrics, 'signalbox_flow_runs_open{state_type="SCHEDULED",state_name="Late"}'), 1);
  assert.equal(valueIn(metrics, 'signalbox_service_failures{service="late-runs"}'), 0);
  assert.equal(valueIn(metrics, 'signalbox_leases{kind="flow_run",state="live"}'), 0);
  assert.equal(valueIn(metrics, 'signalbox_websockets_open'), 1);
  socket.close();
});

test('metrics are not there unless they are asked for, and need the credentials', async () => {
  await using plain = await openHouse();
  assert.equal((await fetch(`${plain.api_url}/metrics`)).status, 404);
  await using house = await openHouse({ metrics: true, auth_string: 'admin:pw' });
  assert.equal((await fetch(`${house.api_url}/metrics`)).status, 401);
});

test('readiness is refused with the reason when a service keeps failing', async () => {
  await using house = await openHouse();
  const ready = () => fetch(`${house.api_url}/ready`);
  assert.equal((await ready()).status, 200);
  const time = house.now();
  for (let turn = 0; turn < 3; turn += 1) house.engine.services.note('scheduler', time, 0.1, new Error('broken'));
  const refused = await ready();
  assert.equal(refused.status, 503);
  assert.match((await refused.json()).exception_message, /scheduler has failed 3 times in a row: broken/);
  assert.equal((await fetch(`${house.api_url}/health`)).status, 200);
  house.engine.services.note('scheduler', time, 0.1, null);
  assert.equal((await ready()).status, 200);
});

test('every answer names its request: by the id of the caller, or by one of ours', async () => {
  await using house = await openHouse({ auth_string: 'admin:pw' });
  const idOf = async (headers: Record<string, string>) =>
    (await fetch(`${house.api_url}/version`, { headers })).headers.get('x-request-id');
  assert.equal(await idOf({ 'x-request-id': 'trace-17' }), 'trace-17');
  assert.match((await idOf({ 'x-request-id': 'not usable!' })) ?? '', /^[0-9a-f]{8}-\w+$/);
  assert.notEqual(await idOf({}), await idOf({}));
});
