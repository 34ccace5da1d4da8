// tests: an answer that is lost, a client that is gone in the middle of a word: nothing is done twice, nobody is hurt.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { eventually, openHouse } from '@signalbox/testkit';
import { halfHeardLine } from './half-heard-line.ts';

test('a request whose answer was lost is sent again by the client, and done once', async () => {
  await using house = await openHouse();
  await using line = await halfHeardLine(house.api_url);
  const client = createClient({ api_url: line.api_url });
  const { id: flow_id } = await client.flows.create({ body: { name: 'heard' } });

  line.loseAnswers(1);
  const run = await client.flow_runs.create({ body: { flow_id, idempotency_key: 'once', state: { type: 'PENDING' } } });
  assert.equal(await client.flow_runs.count({ body: {} }), 1);

  const params = { id: run.id };
  const state = (type: 'RUNNING' | 'COMPLETED') => ({
    state: { type, state_details: { transition_id: crypto.randomUUID() } },
  });
  for (const type of ['RUNNING', 'COMPLETED'] as const) {
    line.loseAnswers(1);
    const { state: taken } = await client.flow_runs.set_state({ params, body: state(type) });
    assert.equal(taken?.type, type);
  }
  const states = await client.flow_run_states.list({ query: { flow_run_id: run.id } });
  assert.deepEqual(states.map(({ type }) => type).sort(), ['COMPLETED', 'PENDING', 'RUNNING']);

  line.loseAnswers(1);
  const event = {
    id: crypto.randomUUID(),
    occurred: house.now(),
    event: 'told',
    resource: { 'prefect.resource.id': 'thing.1' },
  };
  await client.events.create({ body: [event] });
  const { total } = await client.events.filter({ body: { filter: { event: { name: ['told'] } } } });
  assert.equal(total, 1);

  line.loseAnswers(1);
  const deployment = await client.deployments.create({ body: { name: 'once', flow_id } });
  assert.equal(await client.deployments.count({ body: {} }), 1);
  line.loseAnswers(1);
  await client.deployments.delete({ params: { id: deployment.id } });
  assert.equal(await client.deployments.count({ body: {} }), 0);
  assert.equal(line.lost(), 6, 'each answer was lost once');
});

test('clients that disappear in the middle of a request, or before its answer, hurt nobody', async () => {
  await using house = await openHouse();
  const { port, hostname } = new URL(house.url);
  const flow = await house.client.flows.create({ body: { name: 'steadfast' } });
  const body = JSON.stringify({ flow_id: flow.id, name: 'of-a-client-that-left' });
  const head = `POST /api/flow_runs/ HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const leave = async (words: string) => {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    await new Promise<void>((resolve) => socket.write(words, () => resolve()));
    socket.resetAndDestroy();
  };
  const gone = Array.from({ length: 60 }, (_, index) => {
    const words = [head.slice(0, 40), head + body.slice(0, 20), head + body][index % 3] ?? '';
    return leave(words);
  });
  const stayed = Array.from({ length: 60 }, (_, index) =>
    house.client.flow_runs.create({ body: { flow_id: flow.id, name: `stayed-${index}` } }),
  );
  await Promise.all([...gone, ...stayed]);
  const count = (name: string) => house.client.flow_runs.count({ body: { flow_runs: { name: { like_: name } } } });
  assert.equal(await count('stayed-'), 60);
  // What was asked for in full is done, or not: never in part, and never more than once for each request.
  await eventually('an end of what was going on', async () => {
    const before = await count('of-a-client-that-left');
    await house.client.flows.count({ body: {} });
    return before === (await count('of-a-client-that-left'));
  });
  assert.ok((await count('of-a-client-that-left')) <= 20);
  assert.equal((await fetch(`${house.api_url}/ready`)).status, 200);
});
