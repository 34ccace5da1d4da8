import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { httpFetch } from './http-fetch.ts';

async function serve(t: TestContext, answer: RequestListener) {
  const server = createServer(answer);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const transport = httpFetch();
  t.after(() => {
    transport.close();
    server.close();
  });
  // The edge of the types: it listens on a port.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/x?y=1`;
  const send = (body?: string, signal = new AbortController().signal) =>
    transport.fetch(url, { method: 'POST', headers: { 'x-a': 'b' }, signal, ...(body === undefined ? {} : { body }) });
  return { send, sockets };
}

test('sends method, path, headers and body, and reads status, headers and text', async (t) => {
  const { send } = await serve(t, async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    response.writeHead(201, { 'Retry-After': '3' });
    response.end(`${request.method} ${request.url} ${request.headers['x-a']} ${body}`);
  });
  const answer = await send('grüezi');
  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get('retry-after'), '3');
  assert.equal(answer.headers.get('none'), null);
  assert.equal(await answer.text(), 'POST /x?y=1 b grüezi');
});

test('one connection is used again', async (t) => {
  const { send, sockets } = await serve(t, (_, response) => response.end('ok'));
  await send();
  await send();
  assert.equal(sockets.size, 1);
});

test('a request whose connection broke is not sent again: who asks knows whether it may be', async (t) => {
  let requests = 0;
  const { send } = await serve(t, (request, response) => {
    requests += 1;
    if (requests === 2) request.socket.resetAndDestroy();
    else response.end(`request ${requests}`);
  });
  await send();
  await assert.rejects(send(), { code: 'ECONNRESET' });
  assert.equal(requests, 2);
});

test('an abort rejects with its reason', async (t) => {
  const { send } = await serve(t, () => {});
  await assert.rejects(send(undefined, AbortSignal.abort(new Error('early'))), /early/);
  const stop = new AbortController();
  const sent = send('x', stop.signal);
  setImmediate(() => stop.abort(new Error('late')));
  await assert.rejects(sent, /late/);
});

test('a server that is not there is an error with its code', async () => {
  const transport = httpFetch();
  const request = { method: 'GET', headers: {}, signal: new AbortController().signal };
  await assert.rejects(transport.fetch('http://127.0.0.1:1/', request), { code: 'ECONNREFUSED' });
});
