// bench: how long a manifest of many deployments takes to apply, to apply again unchanged, and to plan after one change.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { createClient } from '@signalbox/client';
import { isWrite } from '@signalbox/core';
import { applyProject, planProject, readDeployments, readManifest, resolveProject } from '@signalbox/deploy';
import { prefectVenv, startPrefectServer } from '../servers/prefect-server.ts';
import { startSignalboxServer } from '../servers/signalbox-server.ts';

const USAGE = `node --conditions=source bench/apply/main.ts [options]

  --deployments <n>   in the manifest; default 1000
  --beside-prefect    \`prefect deploy --all\` to a Prefect server too (PREFECT_VENV names its Python environment)
  --prefect-deployments <n>  in the manifest for Prefect; default 20
  --smoke             50 deployments, our server alone`;

const { values } = parseArgs({
  options: {
    deployments: { type: 'string', default: '1000' },
    'beside-prefect': { type: 'boolean', default: false },
    'prefect-deployments': { type: 'string', default: '20' },
    smoke: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const FLOWS = 'from prefect import flow\n\n\n@flow\ndef etl(days: int = 7):\n    return days\n';

/** JSON is YAML. */
const manifestOf = (count: number, first: number): string =>
  JSON.stringify({
    name: 'bench',
    deployments: Array.from({ length: count }, (_, place) => ({
      name: `deployment-${place}`,
      entrypoint: 'flows.py:etl',
      tags: ['bench'],
      parameters: { days: place === 0 ? first : 7 },
      schedules: [{ cron: '0 6 * * *', timezone: 'Europe/Berlin' }],
      work_pool: { name: 'bench', job_variables: { env: { PLACE: String(place) } } },
    })),
  });

interface Row {
  readonly server: string;
  readonly deployments: number;
  readonly apply_seconds: number;
  readonly unchanged_seconds: number;
  readonly plan_seconds: number | null;
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [seconds: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [Math.round(performance.now() - start) / 1_000, result];
}

async function folderWith(opened: AsyncDisposableStack, manifest: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-apply-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'flows.py'), FLOWS);
  await writeFile(join(folder, 'prefect.yaml'), manifest);
  return folder;
}

/** From the manifest's file to the server's last answer, as `signalbox apply` does. */
async function ours(count: number): Promise<Row> {
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startSignalboxServer({}));
  const client = createClient({ api_url: server.api_url });
  await client.work_pools.create({ body: { name: 'bench', type: 'process' } });
  const folder = await folderWith(opened, manifestOf(count, 7));
  const opening = async () =>
    Promise.all([
      readManifest(join(folder, 'prefect.yaml')).then((source) => resolveProject(client, source)),
      readDeployments(client),
    ]);
  const apply = async () => {
    const [project, deployments] = await opening();
    return (await applyProject(client, project, { deployments })).changes.filter(isWrite).length;
  };
  const event = { name: ['prefect.deployment.created', 'prefect.deployment.updated'] };
  const events = async () => (await client.events.filter({ body: { filter: { event } } })).total;
  const [apply_seconds, written] = await timed(apply);
  if (written !== count) throw new Error(`${written} of ${count} deployments were written`);
  const before = await events();
  const [unchanged_seconds, again] = await timed(apply);
  if (again !== 0 || (await events()) !== before) throw new Error(`${again} deployments were written again`);
  await writeFile(join(folder, 'prefect.yaml'), manifestOf(count, 8));
  const [plan_seconds, { changes }] = await timed(async () => {
    const [project, deployments] = await opening();
    return planProject(client, project, { deployments });
  });
  const named = changes.filter(isWrite).map(({ key }) => key);
  if (named.join() !== 'etl/deployment-0') throw new Error(`the plan after one change names ${named}`);
  return { server: server.name, deployments: count, apply_seconds, unchanged_seconds, plan_seconds };
}

async function prefect(count: number): Promise<Row> {
  await using opened = new AsyncDisposableStack();
  const venv = prefectVenv();
  const server = opened.use(await startPrefectServer(venv));
  await createClient({ api_url: server.api_url }).work_pools.create({ body: { name: 'bench', type: 'process' } });
  const folder = await folderWith(opened, manifestOf(count, 7));
  const env = { ...process.env, PREFECT_API_URL: server.api_url, PREFECT_HOME: folder, NO_COLOR: '1' };
  const run = promisify(execFile);
  const deploy = () => run(join(venv, 'bin/prefect'), ['--no-prompt', 'deploy', '--all'], { cwd: folder, env });
  const [apply_seconds] = await timed(deploy);
  const [unchanged_seconds] = await timed(deploy);
  return { server: server.name, deployments: count, apply_seconds, unchanged_seconds, plan_seconds: null };
}

async function main(): Promise<void> {
  const rows = [await ours(values.smoke ? 50 : Number(values.deployments))];
  if (values['beside-prefect']) rows.push(await prefect(Number(values['prefect-deployments'])));
  console.table(rows);
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} processors, Node ${process.version}`,
  );
}

if (values.help) console.log(USAGE);
else await main();
