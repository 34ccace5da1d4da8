import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Job, SubmitError } from '@signalbox/core';
import { isGroupAlive } from './process-group.ts';
import { processInfrastructure } from './process-infrastructure.ts';
import { processStart } from './process-start.ts';

function temporaryDirectory(context: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-process-test-'));
  context.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

const job = (script: string, changes: Partial<Job> = {}): Job => ({
  flow_run_id: '0198f1c2-0000-7000-8000-000000000001',
  attempt: 1,
  name: 'brave-otter',
  command: [process.execPath, '-e', script],
  env: {},
  labels: {},
  configuration: {},
  ...changes,
});

const pidOf = (identifier: string): number => Number(identifier.split(':')[1]);

const untilFile = async (path: string): Promise<string> => {
  for (;;) {
    if (existsSync(path)) {
      const text = readFileSync(path, 'utf8');
      if (text !== '') return text;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test('a job runs with its env and gives its lines and its exit code', async (context) => {
  const infrastructure = processInfrastructure({ state_directory: temporaryDirectory(context) });
  const lines: string[] = [];
  const handle = await infrastructure.submit(
    job(
      'console.log("hello " + process.env.WHO); console.error("no newline"); process.stdout.write("last"); process.exitCode = 3',
      {
        env: { WHO: 'box' },
      },
    ),
  );
  assert.equal(handle.identifier, `${hostname()}:${pidOf(handle.identifier)}`);
  const exit = await infrastructure.watch(handle, { onOutput: (line) => lines.push(line) });
  assert.deepEqual(lines, ['hello box', 'no newline', 'last']);
  assert.deepEqual(exit, { exit_code: 3, signal: null, last_output: 'hello box\nno newline\nlast', reason: null });
});

test('nothing of a job is left on disk after its end', async (context) => {
  const state_directory = temporaryDirectory(context);
  const infrastructure = processInfrastructure({ state_directory });
  const handle = await infrastructure.submit(job('console.log(process.cwd())'));
  const { last_output } = await infrastructure.watch(handle);
  assert.equal(last_output, `${realpathSync(state_directory)}/${handle.flow_run_id}.1.folder`);
  assert.equal(existsSync(last_output), false);
  assert.deepEqual(readdirSync(state_directory), []);
});

test('a job with a working_dir runs there and leaves the folder alone', async (context) => {
  const working_dir = temporaryDirectory(context);
  const infrastructure = processInfrastructure({ state_directory: temporaryDirectory(context) });
  const handle = await infrastructure.submit(
    job('fs.writeFileSync("made.txt", "x")', { configuration: { working_dir, stream_output: false } }),
  );
  await infrastructure.watch(handle);
  assert.deepEqual(readdirSync(working_dir), ['made.txt']);
});

test('the signal that ended a job is told', async (context) => {
  const infrastructure = processInfrastructure({ state_directory: temporaryDirectory(context) });
  const handle = await infrastructure.submit(job('process.kill(process.pid, "SIGKILL")'));
  const { exit_code, signal } = await infrastructure.watch(handle);
  assert.deepEqual({ exit_code, signal }, { exit_code: null, signal: 'SIGKILL' });
});

test('stop ends children too, also those that ignore SIGTERM', async (context) => {
  const directory = temporaryDirectory(context);
  const ready = join(directory, 'ready');
  const infrastructure = processInfrastructure({ state_directory: join(directory, 'state') });
  const stubborn = `process.on("SIGTERM", () => {}); fs.writeFileSync(${JSON.stringify(ready)}, String(process.pid)); setInterval(() => {}, 1e6)`;
  const handle = await infrastructure.submit(
    job(`child_process.spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}]); setInterval(() => {}, 1e6)`),
  );
  const child_pid = Number(await untilFile(ready));
  const watched = infrastructure.watch(handle);
  await infrastructure.stop(handle, 0.1);
  assert.equal(processStart(child_pid), null);
  assert.equal(isGroupAlive({ pid: pidOf(handle.identifier), mark: `${handle.flow_run_id}.1` }), false);
  assert.equal((await watched).signal, 'SIGTERM');
});

test('children that a finished job leaves behind are ended', async (context) => {
  const directory = temporaryDirectory(context);
  const ready = join(directory, 'ready');
  const infrastructure = processInfrastructure({ state_directory: join(directory, 'state') });
  const left_behind = `fs.writeFileSync(${JSON.stringify(ready)}, String(process.pid)); setInterval(() => {}, 1e6)`;
  const handle = await infrastructure.submit(
    job(
      `child_process.spawn(process.execPath, ["-e", ${JSON.stringify(left_behind)}]).unref();
       setInterval(() => { if (fs.existsSync(${JSON.stringify(ready)})) process.exit(0) }, 5)`,
    ),
  );
  assert.equal((await infrastructure.watch(handle)).exit_code, 0);
  assert.equal(processStart(Number(await untilFile(ready))), null);
});

test('a child with a session of its own is ended too, however long it takes to give up its memory', {
  skip: process.platform !== 'linux' && 'found by /proc',
}, async (context) => {
  const directory = temporaryDirectory(context);
  const ready = join(directory, 'ready');
  const infrastructure = processInfrastructure({ state_directory: join(directory, 'state') });
  const runaway = `globalThis.memory = Buffer.alloc(3e8, 1); fs.writeFileSync(${JSON.stringify(ready)}, String(process.pid)); setInterval(() => {}, 1e6)`;
  const handle = await infrastructure.submit(
    job(
      `child_process.spawn(process.execPath, ["-e", ${JSON.stringify(runaway)}], { detached: true });
       setInterval(() => { if (fs.existsSync(${JSON.stringify(ready)})) process.kill(process.pid, "SIGKILL") }, 5)`,
    ),
  );
  assert.equal((await infrastructure.watch(handle)).signal, 'SIGKILL');
  assert.equal(processStart(Number(await untilFile(ready))), null);
});

const standbyScript = `
  const input = fs.readFileSync(0, 'utf8');
  if (input === '') {
    fs.writeFileSync(process.argv[1], 'not needed');
    process.exit();
  }
  const { word, directory, env } = JSON.parse(input);
  Object.assign(process.env, env); process.chdir(directory);
  console.log([word, process.env.WHO, process.cwd(), process.pid].join(' '));`;

/** Infrastructure whose standby waits already. */
async function withStandby(context: TestContext) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const state_directory = temporaryDirectory(context);
  const farewell = join(temporaryDirectory(context), 'farewell');
  const infrastructure = processInfrastructure({
    state_directory,
    standby: { replaces: ['program'], command: [process.execPath, '-e', standbyScript, farewell] },
  });
  context.after(() => infrastructure[Symbol.dispose]());
  context.mock.timers.tick(500);
  context.mock.timers.reset();
  return { state_directory, infrastructure, farewell };
}

test('a process on standby does the job in the folder and with the env of the job', async (context) => {
  const { infrastructure, state_directory } = await withStandby(context);
  assert.equal(readdirSync(state_directory).length, 1);
  const handle = await infrastructure.submit(job('', { command: ['program', 'word'], env: { WHO: 'box' } }));
  const { exit_code, last_output } = await infrastructure.watch(handle);
  assert.equal(exit_code, 0);
  assert.match(last_output, new RegExp(`^word box \\S+\\.folder ${pidOf(handle.identifier)}$`));
  assert.deepEqual(readdirSync(state_directory), []);
});

test('a job that a process on standby cannot do gets one from its start', async (context) => {
  const { infrastructure } = await withStandby(context);
  const other = await infrastructure.submit(job('console.log("another command")'));
  assert.equal((await infrastructure.watch(other)).last_output, 'another command');
  const fixed = infrastructure.submit(
    job('', { command: ['program', 'word'], env: { NODE_OPTIONS: '--no-warnings' } }),
  );
  await assert.rejects(fixed, /program is not installed/);
});

test('a process on standby that is not needed any more ends', async (context) => {
  const { infrastructure, state_directory, farewell } = await withStandby(context);
  infrastructure[Symbol.dispose]();
  assert.equal(await untilFile(farewell), 'not needed');
  assert.deepEqual(readdirSync(state_directory), []);
});

test('another worker on the machine finds what still goes on, and not what has ended', async (context) => {
  const state_directory = temporaryDirectory(context);
  const first = processInfrastructure({ state_directory });
  const handle = await first.submit(job('setInterval(() => {}, 1e6)'));
  const second = processInfrastructure({ state_directory });
  const found = await second.find({ flow_run_id: handle.flow_run_id, attempt: 1, configuration: {} });
  assert.equal(found?.identifier, handle.identifier);
  assert.equal(await second.find({ flow_run_id: handle.flow_run_id, attempt: 2, configuration: {} }), null);
  const watched = second.watch(found ?? handle);
  await second.stop(handle, 1);
  const { exit_code, signal } = await watched;
  assert.deepEqual({ exit_code, signal }, { exit_code: null, signal: null });
  assert.equal(await second.find({ flow_run_id: handle.flow_run_id, attempt: 1, configuration: {} }), null);
});

test('submitting the same job twice starts it once', async (context) => {
  const infrastructure = processInfrastructure({ state_directory: temporaryDirectory(context) });
  const handle = await infrastructure.submit(job('setInterval(() => {}, 1e6)'));
  const again = await infrastructure.submit(job('setInterval(() => {}, 1e6)'));
  assert.equal(again.identifier, handle.identifier);
  const watched = infrastructure.watch(handle);
  await infrastructure.stop(handle, 1);
  await watched;
});

test('a record whose pid belongs to another process now is not found, and stop leaves that process alone', async (context) => {
  const state_directory = temporaryDirectory(context);
  const { flow_run_id } = job('');
  const output_path = join(state_directory, `${flow_run_id}.1.out`);
  const handle = { flow_run_id, attempt: 1, identifier: `${hostname()}:${process.pid}`, pid: process.pid };
  const record = { ...handle, started: 'another boot 1', output_path, temporary_directory: null, stream_output: true };
  writeFileSync(join(state_directory, `${flow_run_id}.1.json`), JSON.stringify(record));
  const infrastructure = processInfrastructure({ state_directory });
  await infrastructure.stop(handle, 0);
  assert.equal(await infrastructure.find({ flow_run_id, attempt: 1, configuration: {} }), null);
});

test('what is left of a process that ended long ago, unseen, is removed; a recent one is kept for who watches it', (context) => {
  const state_directory = temporaryDirectory(context);
  const leave = (flow_run_id: string, hours_ago: number): void => {
    const output_path = join(state_directory, `${flow_run_id}.1.out`);
    writeFileSync(output_path, '');
    const time = new Date(Date.now() - hours_ago * 3_600_000);
    utimesSync(output_path, time, time);
    const handle = { flow_run_id, attempt: 1, identifier: 'host:1', pid: 1, started: 'another boot 1' };
    const record = { ...handle, output_path, temporary_directory: null, stream_output: true };
    writeFileSync(join(state_directory, `${flow_run_id}.1.json`), JSON.stringify(record));
  };
  leave('old', 2);
  leave('new', 0);
  processInfrastructure({ state_directory });
  assert.deepEqual(readdirSync(state_directory).toSorted(), ['new.1.json', 'new.1.out']);
});

test('a program that is not there is refused with its name', async (context) => {
  const state_directory = temporaryDirectory(context);
  const infrastructure = processInfrastructure({ state_directory });
  await assert.rejects(infrastructure.submit(job('', { command: ['no-such-program'] })), (error) => {
    assert.ok(error instanceof SubmitError);
    assert.match(error.message, /no-such-program is not installed/);
    return true;
  });
  assert.deepEqual(readdirSync(state_directory), []);
});

test('a working_dir that is not there is refused with its path', async (context) => {
  const infrastructure = processInfrastructure({ state_directory: temporaryDirectory(context) });
  await assert.rejects(
    infrastructure.submit(job('', { configuration: { working_dir: '/no/such/folder' } })),
    /folder \/no\/such\/folder does not exist/,
  );
});
