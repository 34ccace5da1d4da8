// tests: a worker of an ecs pool takes runs from the server, whose tasks are real containers that report by themselves;
// another worker goes on where one was killed.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FlowRunResponse, StateType } from '@signalbox/contract';
import { baseJobTemplateFor } from '@signalbox/core';
import { eventually, type House, openHouse } from '@signalbox/testkit';
import { type Aws, openMinistack } from './aws.ts';
import { type DockerDaemon, makeBaseImage, openDocker } from './docker-daemon.ts';
import { IMAGE } from './ecs-jobs.ts';
import { openForwarder } from './forwarder.ts';
import { openLink } from './namespace-link.ts';

const PATIENCE_MS = 40_000;
const POOL = 'aws';
/** Without it a server answers its own machine only. */
const AUTH = 'admin:house-s3cret';
const ROLE = 'arn:aws:iam::123456789012:role/execution';
const SIGNALBOX = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');

const open = new AsyncDisposableStack();
let daemon: DockerDaemon;
let aws: Aws;
let house: House;
let home: string;
/** Where the house is found from containers. */
let api_url: string;
before(async () => {
  home = mkdtempSync(join(tmpdir(), 'signalbox-ecs-'));
  open.defer(() => rmSync(home, { recursive: true, force: true }));
  daemon = open.use(await openDocker());
  await makeBaseImage(daemon, IMAGE);
  const link = open.use(await openLink(daemon.namespace));
  aws = open.use(await openMinistack(daemon, link));
  house = open.use(await openHouse({ auth_string: AUTH }));
  const { port } = open.use(await openForwarder(link.machine_address, Number(new URL(house.url).port)));
  api_url = `http://${link.machine_address}:${port}/api`;
  await createPool();
});
after(() => open.disposeAsync());

async function createPool(): Promise<void> {
  const { job_configuration, variables } = baseJobTemplateFor('ecs');
  const given = {
    aws_credentials: aws.credentials(),
    image: IMAGE,
    execution_role_arn: ROLE,
    configure_cloudwatch_logs: true,
    task_watch_poll_interval: 0.5,
    network_configuration: { subnets: ['subnet-1'] },
  };
  const properties = variables.properties as Readonly<Record<string, object>>;
  const defaults = Object.entries(given).map(([name, value]) => [name, { ...properties[name], default: value }]);
  const base_job_template = {
    job_configuration,
    variables: { ...variables, properties: { ...properties, ...Object.fromEntries(defaults) } },
  };
  await house.client.work_pools.create({ body: { name: POOL, type: 'ecs', base_job_template } });
}

/** A flow's process that says it runs, works for some seconds and says that it is done. */
const SCRIPT = `
  const setState = (type) => fetch(process.env.PREFECT_API_URL + '/flow_runs/' + process.env.PREFECT__FLOW_RUN_ID + '/set_state', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Basic ' + btoa(process.env.PREFECT_API_AUTH_STRING),
      'signalbox-fencing-number': process.env.SIGNALBOX_FENCING_NUMBER,
    },
    body: JSON.stringify({ state: { type } }),
  });
  setState('RUNNING').then(async () => {
    console.log('in a container of ' + process.env.WHERE);
    await new Promise((resolve) => setTimeout(resolve, Number(process.env.SECONDS) * 1000));
    if (process.env.END) await setState(process.env.END);
    process.exit(Number(process.env.CODE ?? 0));
  });`;

async function createRun(env: Readonly<Record<string, string>>): Promise<FlowRunResponse> {
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'flow' } });
  const body = { name: 'tests', flow_id, entrypoint: 'flow.ts:flow', work_pool_name: POOL };
  const { id } = await house.client.deployments.create({ body });
  const job_variables = { command: `node -e "${SCRIPT.replaceAll('"', '\\"')}"`, env: { WHERE: 'ECS', ...env } };
  return house.client.deployments.create_flow_run({
    params: { id },
    body: { state: { type: 'SCHEDULED' }, job_variables },
  });
}

interface WorkerProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  output(): string;
}

function startWorker(): WorkerProcess {
  const env = {
    PATH: process.env.PATH,
    SIGNALBOX_HOME: home,
    SIGNALBOX_API_URL: api_url,
    SIGNALBOX_API_AUTH_STRING: AUTH,
  };
  const words = [SIGNALBOX, 'worker', 'start', '--pool', POOL, '--name', 'the-worker'];
  const child = spawn(process.execPath, ['--conditions=source', ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  return {
    child,
    output: () => output,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function until(run: FlowRunResponse, type: StateType, worker: WorkerProcess): Promise<FlowRunResponse> {
  let last = run;
  const look = async () => {
    if (worker.child.exitCode !== null) throw new Error('the worker ended');
    last = await house.client.flow_runs.read({ params: { id: run.id } });
    return last.state_type === type ? last : null;
  };
  return eventually(`${type} of a run`, look, PATIENCE_MS).catch((error: unknown) => {
    throw new Error(`${JSON.stringify(last.state)}\n${worker.output()}`, { cause: error });
  });
}

const noContainers = async () => (await daemon.docker('ps', '--quiet', '--filter', 'label=ministack=ecs')) === '';

test('a run becomes a task, reports its end, and the worker tells its output', async () => {
  await using worker = startWorker();
  const run = await createRun({ SECONDS: '1', END: 'COMPLETED' });
  const { infrastructure_pid } = await until(run, 'COMPLETED', worker);
  assert.match(infrastructure_pid ?? '', /^arn:aws:ecs:.*:cluster\/default::arn:aws:ecs:.*:task\/default\//);
  await eventually('its output', async () => worker.output().includes('in a container of ECS'), PATIENCE_MS);
});

test('a run whose container ends without a word crashes, with exit code and last output', async () => {
  await using worker = startWorker();
  const run = await createRun({ SECONDS: '1', CODE: '7' });
  const { state } = await until(run, 'CRASHED', worker);
  assert.match(state?.message ?? '', /exit code 7/);
  const logs = await house.client.logs.filter({ body: { logs: { flow_run_id: { any_: [run.id] } } } });
  assert.ok(logs.some(({ message }) => message.includes('Its last output:\nin a container of ECS')));
});

test('a cancelled run is stopped', async () => {
  await using worker = startWorker();
  const run = await createRun({ SECONDS: '600' });
  await until(run, 'RUNNING', worker);
  await house.client.flow_runs.set_state({ params: { id: run.id }, body: { state: { type: 'CANCELLING' } } });
  await until(run, 'CANCELLED', worker);
  await eventually('no container', noContainers, PATIENCE_MS);
});

test('a worker that comes after one was killed goes on with its task', async () => {
  const run = await createRun({ SECONDS: '8', CODE: '5' });
  let infrastructure_pid: string | null = null;
  {
    await using worker = startWorker();
    await until(run, 'RUNNING', worker);
    infrastructure_pid = await eventually(
      'its identifier',
      async () => (await house.client.flow_runs.read({ params: { id: run.id } })).infrastructure_pid,
      PATIENCE_MS,
    );
  }
  await using worker = startWorker();
  const { state, infrastructure_pid: afterwards } = await until(run, 'CRASHED', worker);
  assert.match(state?.message ?? '', /exit code 5/);
  assert.equal(afterwards, infrastructure_pid);
});
