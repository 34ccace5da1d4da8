// signalbox: `signalbox server start` as a process.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { commandLine } from './run-signalbox.ts';

test('a server answers, and ends with exit code 0 on SIGTERM', async (context) => {
  const { start, run } = commandLine(context);
  const server = start(['-o', 'json', 'server', 'start', '--port', '0']);
  const [chunk] = await once(server.stdout ?? server, 'data');
  const { api_url } = JSON.parse(String(chunk));
  const { stdout, code } = await run(['--api-url', api_url, 'version']);
  assert.equal(code, 0);
  assert.match(stdout, new RegExp(`server +\\S+ at ${api_url}`));
  server.kill('SIGTERM');
  assert.deepEqual(await once(server, 'exit'), [0, null]);
});

test('a taken port is named, with the option that chooses another', async (context) => {
  const blocker = createServer().listen(0, '127.0.0.1');
  context.after(() => blocker.close());
  await once(blocker, 'listening');
  const address = blocker.address();
  const port = typeof address === 'object' ? address?.port : null;
  const { code, stderr } = await commandLine(context).run(['server', 'start', '--port', String(port)]);
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`${port}.*--port`));
});
