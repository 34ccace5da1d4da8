// signalbox: `signalbox dev` and `signalbox deploy` on a project, from the declaration to the end of a run.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import type { DeploymentResponse, FlowRunResponse, Log } from '@signalbox/contract';
import { commandLine } from './run-signalbox.ts';

/** Reads what a process says line by line, and waits for a line. */
function linesOf(child: ChildProcess): (wanted: RegExp) => Promise<string> {
  const lines: string[] = [];
  let look = (): void => undefined;
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null)
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        look();
      });
  return (wanted) =>
    new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`${why} before ${wanted}:\n${lines.join('\n')}`));
      const timer = setTimeout(() => fail('a minute passed'), 60_000);
      child.once('exit', (code) => fail(`ended with ${code}`));
      look = () => {
        const index = lines.findIndex((line) => wanted.test(line));
        if (index < 0) return;
        const [found = ''] = lines.splice(index, 1);
        clearTimeout(timer);
        resolve(found);
      };
      look();
    });
}

test('a new project is served, deployed and run; a change is deployed again', async (context) => {
  const { home, run, start, json } = commandLine(context);
  assert.equal((await run(['init', 'project'])).code, 0);
  const project = join(home, 'project');
  // What `npm install` would bring.
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(join(import.meta.dirname, '..'), join(project, 'node_modules', 'signalbox'));
  symlinkSync(join(import.meta.dirname, '../../../node_modules/zod'), join(project, 'node_modules', 'zod'));

  const dev = start(['dev', '--port', '0'], { cwd: project });
  const line = linesOf(dev);
  const url = /http:\S+?:\d+/.exec(await line(/Signalbox is ready/))?.[0];
  await line(/Deployed: hello\/default/);
  const env = { SIGNALBOX_API_URL: `${url}/api` };

  const ended = await run(['deployment', 'run', 'hello/default', '-p', 'name=Ada', '--watch'], { env });
  assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  assert.match(ended.stdout, /Completed/);
  await line(/Completed after/);
  const [flow_run] = await json<FlowRunResponse[]>(['flow-run', 'ls'], { env });
  assert.deepEqual(flow_run?.parameters, { name: 'Ada' });
  const logs = await json<Log[]>(['flow-run', 'logs', flow_run?.id ?? ''], { env });
  assert.ok(logs.length > 0);

  const manifest = join(project, 'prefect.yaml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('name: world', 'name: everyone'));
  await line(/Deployed again/);
  const deployment = await json<DeploymentResponse>(['deployment', 'inspect', 'hello/default'], { env });
  assert.equal(deployment.parameters.name, 'everyone');

  writeFileSync(join(project, 'flows/hello.ts'), 'syntax error');
  await line(/Not deployed: .*flows\/hello\.ts/);

  dev.kill('SIGINT');
  assert.deepEqual(await once(dev, 'exit'), [0, null]);
});
