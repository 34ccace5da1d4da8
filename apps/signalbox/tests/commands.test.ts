// signalbox: the commands against a real server.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type {
  Artifact,
  Automation,
  BlockDocument,
  DeploymentResponse,
  FlowRunExplanation,
  FlowRunResponse,
  Log,
  WorkPoolResponse,
} from '@signalbox/contract';
import { type House, openHouse } from '@signalbox/testkit';
import { type CommandLine, commandLine } from './run-signalbox.ts';

async function deployed(house: House): Promise<void> {
  await house.client.work_pools.create({ body: { name: 'local', type: 'process' } });
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'etl' } });
  await house.client.deployments.create({
    body: { name: 'daily', flow_id, entrypoint: 'etl.ts:etl', work_pool_name: 'local', parameters: { limit: 1 } },
  });
}

async function opened(context: TestContext): Promise<CommandLine & { house: House }> {
  const house = await openHouse();
  context.after(() => house[Symbol.asyncDispose]());
  return { ...commandLine(context, house.api_url), house };
}

const startRun = ({ json }: CommandLine, ...words: string[]): Promise<FlowRunResponse> =>
  json(['deployment', 'run', 'etl/daily', ...words]);

test('a deployment is listed, inspected, paused, resumed and deleted', async (context) => {
  const { house, run, json } = await opened(context);
  await deployed(house);
  assert.match((await run(['deployment', 'ls'])).stdout, /etl\/daily +\S.*local/);
  assert.equal((await json<DeploymentResponse>(['deployment', 'inspect', 'etl/daily'])).name, 'daily');
  assert.equal((await json<DeploymentResponse>(['deployment', 'pause', 'etl/daily'])).paused, true);
  assert.equal((await json<DeploymentResponse>(['deployment', 'resume', 'etl/daily'])).paused, false);
  assert.equal((await run(['deployment', 'delete', 'etl/daily'])).code, 0);
  const missing = await run(['deployment', 'inspect', 'etl/daily']);
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /no deployment etl\/daily.*deployment ls/);
  assert.equal((await run(['deployment', 'inspect', 'daily'])).code, 2);
});

test('a run gets its parameters from options, from JSON and from the standard input', async (context) => {
  const line = await opened(context);
  await deployed(line.house);
  const by_options = await startRun(
    line,
    '-p',
    'limit=10',
    '-p',
    'city=New York',
    '--params',
    '{"limit": 2, "on": true}',
  );
  assert.deepEqual(by_options.parameters, { limit: 10, city: 'New York', on: true });
  const by_input = await line.json<FlowRunResponse>(
    ['deployment', 'run', 'etl/daily', '--params', '-', '--name', 'named'],
    {
      input: '{"limit": 3}',
    },
  );
  assert.deepEqual([by_input.parameters, by_input.name], [{ limit: 3 }, 'named']);
  const wrong = await line.run(['deployment', 'run', 'etl/daily', '-p', 'limit']);
  assert.deepEqual([wrong.code, /key=value/.test(wrong.stderr)], [2, true]);
});

test('a run that is to start later is scheduled for then', async (context) => {
  const line = await opened(context);
  await deployed(line.house);
  const { expected_start_time } = await startRun(line, '--start-in', '3600');
  const ahead_seconds = (Date.parse(expected_start_time ?? '') - Date.now()) / 1000;
  assert.ok(Math.abs(ahead_seconds - 3600) < 60, String(ahead_seconds));
});

test('a run is found by id and by name, cancelled, explained, retried and deleted', async (context) => {
  const line = await opened(context);
  await deployed(line.house);
  const { id } = await startRun(line, '--name', 'one');
  assert.equal((await line.json<FlowRunResponse>(['flow-run', 'inspect', 'one'])).id, id);
  assert.match(
    (await line.run(['flow-run', 'ls', '--state', 'Scheduled', '--deployment', 'etl/daily'])).stdout,
    new RegExp(id),
  );
  const cancelled = await line.json<FlowRunResponse>(['flow-run', 'cancel', id]);
  assert.equal(cancelled.state_type, 'CANCELLED');
  const explanation = await line.json<FlowRunExplanation>(['flow-run', 'explain', id]);
  assert.ok(explanation.decisions.some(({ to_type }) => to_type === 'CANCELLED'));
  assert.match((await line.run(['flow-run', 'explain', 'one'])).stdout, /Cancelled/);
  const retried = await line.json<FlowRunResponse>(['flow-run', 'retry', id]);
  assert.deepEqual([retried.state_type, retried.state_name], ['SCHEDULED', 'AwaitingRetry']);
  assert.equal((await line.run(['flow-run', 'delete', id])).code, 0);
  const missing = await line.run(['flow-run', 'inspect', id]);
  assert.deepEqual([missing.code, /no flow run/.test(missing.stderr)], [1, true]);
});

test('a name that several runs have is refused with their ids', async (context) => {
  const line = await opened(context);
  await deployed(line.house);
  const runs = [await startRun(line, '--name', 'twin'), await startRun(line, '--name', 'twin')];
  const { code, stderr } = await line.run(['flow-run', 'inspect', 'twin']);
  assert.equal(code, 1);
  for (const { id } of runs) assert.match(stderr, new RegExp(id));
});

test('logs are shown by level and followed to the end of the run', async (context) => {
  const line = await opened(context);
  const { client } = line.house;
  await deployed(line.house);
  const { id } = await startRun(line);
  const log = (level: number, message: string) => ({
    name: 'flow',
    level,
    message,
    timestamp: line.house.now(),
    flow_run_id: id,
  });
  await client.logs.create({ body: [log(20, 'first'), log(40, 'second')] });
  const errors = await line.json<Log[]>(['flow-run', 'logs', id, '--level', 'error']);
  assert.deepEqual(
    errors.map(({ message }) => message),
    ['second'],
  );
  assert.match((await line.run(['flow-run', 'logs', id, '--tail', '1'])).stdout, /^\S+ ERROR +flow \| second\n$/);
  const following = line.run(['flow-run', 'logs', '--follow', id]);
  await client.logs.create({ body: [log(20, 'third')] });
  for (const type of ['PENDING', 'RUNNING', 'COMPLETED'] as const)
    await client.flow_runs.set_state({ params: { id }, body: { state: { type } } });
  const { stdout, code } = await following;
  assert.equal(code, 0);
  assert.deepEqual(stdout.match(/\| \w+/g), ['| first', '| second', '| third']);
});

test('a watched run that fails ends with exit code 1', async (context) => {
  const line = await opened(context);
  const { client } = line.house;
  await deployed(line.house);
  const watching = line.run(['deployment', 'run', 'etl/daily', '--watch', '--name', 'watched']);
  for (;;) {
    const [flow_run] = await client.flow_runs.filter({ body: { flow_runs: { name: { any_: ['watched'] } } } });
    if (flow_run === undefined) continue;
    for (const type of ['PENDING', 'RUNNING', 'FAILED'] as const)
      await client.flow_runs.set_state({
        params: { id: flow_run.id },
        body: { state: { type, message: `is ${type}` } },
      });
    break;
  }
  const { code, stdout } = await watching;
  assert.equal(code, 1);
  assert.match(stdout, /Failed: is FAILED/);
});

test('a work pool is created, inspected, paused, resumed and deleted', async (context) => {
  const { run, json } = await opened(context);
  const created = await json<WorkPoolResponse>([
    'work-pool',
    'create',
    'night',
    '--limit',
    '3',
    '--description',
    'at night',
  ]);
  assert.deepEqual([created.type, created.concurrency_limit], ['process', 3]);
  const template = await run(['work-pool', 'get-default-base-job-template']);
  assert.deepEqual(created.base_job_template, JSON.parse(template.stdout));
  assert.equal((await json<WorkPoolResponse>(['work-pool', 'pause', 'night'])).is_paused, true);
  assert.equal((await json<WorkPoolResponse>(['work-pool', 'resume', 'night'])).is_paused, false);
  assert.match((await run(['work-pool', 'inspect', 'night'])).stdout, /default/);
  assert.match((await run(['work-pool', 'ls'])).stdout, /night +process/);
  assert.match((await run(['work-pool', 'create', 'night'])).stderr, /is a work pool night already/);
  assert.equal((await run(['work-pool', 'delete', 'night'])).code, 0);
  assert.match((await run(['work-pool', 'inspect', 'night'])).stderr, /no work pool night/);
});

test('an automation is created from a file, listed, inspected, paused, resumed and deleted', async (context) => {
  const { run, json } = await opened(context);
  const automation = {
    name: 'tell of failures',
    trigger: { posture: 'Reactive', expect: ['prefect.flow-run.Failed'] },
    actions: [{ type: 'do-nothing' }],
  };
  const from_input = { input: JSON.stringify(automation) };
  const created = await json<Automation>(['automation', 'create', '--from-file', '-'], from_input);
  assert.deepEqual([created.name, created.enabled], ['tell of failures', true]);
  assert.match(
    (await run(['automation', 'ls'])).stdout,
    /tell of failures +\S+ +on +prefect\.flow-run\.Failed +do-nothing/,
  );
  const shown = await json<Automation & { last_fired: string | null }>(['automation', 'inspect', 'tell of failures']);
  assert.deepEqual([shown.id, shown.last_fired], [created.id, null]);
  assert.match((await run(['automation', 'inspect', created.id])).stdout, /not lately[\s\S]*does {2}do-nothing/);
  assert.equal((await json<Automation>(['automation', 'pause', 'tell of failures'])).enabled, false);
  assert.equal((await json<Automation>(['automation', 'resume', created.id])).enabled, true);

  await run(['automation', 'create', '--from-file', '-'], from_input);
  const twins = await run(['automation', 'delete', 'tell of failures']);
  assert.equal(twins.code, 1);
  assert.match(twins.stderr, new RegExp(`Several automations[\\s\\S]*${created.id}`));
  assert.equal((await run(['automation', 'delete', created.id])).code, 0);
  const missing = await run(['automation', 'inspect', created.id]);
  assert.deepEqual([missing.code, /no automation/.test(missing.stderr)], [1, true]);
  const wrong = await run(['automation', 'create', '--from-file', '-'], { input: '{"name": "n"}' });
  assert.deepEqual([wrong.code, /trigger/.test(wrong.stderr)], [2, true]);
});

test('variables keep JSON and texts', async (context) => {
  const { run } = await opened(context);
  assert.match((await run(['variable', 'set', 'sizes', '[1, 2]'])).stdout, /Created/);
  assert.match((await run(['variable', 'set', 'sizes', 'large'])).stdout, /Changed/);
  assert.equal((await run(['variable', 'get', 'sizes'])).stdout, 'large\n');
  assert.match((await run(['variable', 'ls'])).stdout, /sizes +large/);
  assert.equal((await run(['variable', 'unset', 'sizes'])).code, 0);
  assert.match((await run(['variable', 'get', 'sizes'])).stderr, /no variable sizes/);
});

test('a secret goes in by the standard input and never comes out', async (context) => {
  const { house, run, json } = await opened(context);
  assert.equal((await run(['block', 'create', 'secret', 'token'], { input: 's3cr3t\n' })).code, 0);
  const params = { slug: 'secret', block_document_name: 'token' };
  const stored = await house.client.block_types.read_block_document_by_name({
    params,
    query: { include_secrets: true },
  });
  assert.equal(stored.data.value, 's3cr3t');
  assert.match((await run(['block', 'ls'])).stdout, /secret\/token/);
  assert.doesNotMatch(JSON.stringify(await json<BlockDocument[]>(['block', 'ls'])), /s3cr3t/);
  const again = await run(['block', 'create', 'secret', 'token'], { input: 'other' });
  assert.deepEqual([again.code, /--replace/.test(again.stderr)], [1, true]);
  assert.equal((await run(['block', 'create', 'secret', 'token', '--replace'], { input: 'other' })).code, 0);
  assert.equal((await run(['block', 'create', 'secret', 'empty'])).code, 2);
  assert.equal((await run(['block', 'delete', 'secret/token'])).code, 0);
});

test('artifacts are listed and inspected by their key', async (context) => {
  const { house, run, json } = await opened(context);
  await house.client.artifacts.create({ body: { key: 'report', type: 'markdown', data: '# Old' } });
  await house.client.artifacts.create({ body: { key: 'report', type: 'markdown', data: '# New' } });
  assert.equal((await json<Artifact[]>(['artifact', 'ls', '--key', 'report'])).length, 2);
  assert.match((await run(['artifact', 'inspect', 'report'])).stdout, /# New/);
  assert.match((await run(['artifact', 'inspect', 'other'])).stderr, /no artifact other/);
});
