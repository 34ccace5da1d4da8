// deploy: the deployments of a manifest of Python flows are those that the real `prefect deploy` makes of it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { type House, openHouse } from '@signalbox/testkit';
import { deploy, ManifestRejectedError, readManifest } from '../src/index.ts';
import { commitFiles, git } from './git-server.ts';
import { furnish } from './project.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** Where `prefect==3.8.8` is installed: `PREFECT_VENV`, else `conformance/.venv`, which `.ci/run` makes. */
const venv = process.env.PREFECT_VENV ?? join(import.meta.dirname, '../../../conformance/.venv');
const program = (name: string): string => {
  const path = join(venv, 'bin', name);
  assert.ok(
    existsSync(path),
    `no ${path}: python3 -m venv ${venv} && ${venv}/bin/pip install prefect==3.8.8 fastapi==0.150.0`,
  );
  return path;
};

const FLOWS = `
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Literal, Optional, Union
from pydantic import BaseModel, Field
from prefect import flow

class Color(Enum):
    RED = "red"
    BLUE = "blue"

class Settings(BaseModel):
    """Settings of a load."""
    size: int = 1
    names: list[str] = Field(default_factory=list, description="who")

@flow(log_prints=True)
def load_weather(city: str, days: int = 3, ratio: float = 0.5, on: bool = False, names: list[str] = ["a"],
                 when: Optional[datetime] = None, color: Color = Color.RED, settings: Settings = Settings(),
                 mode: Literal["x", "y"] = "x", either: Union[int, str] = 1, sizes: dict[str, int] = {}, untyped=None,
                 span: timedelta = timedelta(days=1), day: date = date(2026, 1, 1)):
    """Loads it.

    Args:
        city: the city to load
        days: how many of them
    """

@flow(name="Named Flow", description="described", version="7")
def second(a: int, *, b: str = "x"):
    pass

def plain():
    pass
`;

const MANIFEST = `
name: project
prefect-version: 3.8.8
build: null
push: null
definitions:
  daily: &daily {cron: "0 9 * * *", timezone: Europe/Berlin}
  pool: &pool {name: local, work_queue_name: null, job_variables: {env: {A: "1", V: "{{ prefect.variables.region }}"}}}
deployments:
  - name: full
    entrypoint: flows/etl.py:load_weather
    parameters: {city: Seattle, color: blue, secret: "{{ prefect.blocks.secret.token }}"}
    enforce_parameter_schema: false
    tags: [a, "{{ $WHERE }}"]
    description: my words
    version: "1.2"
    schedules:
      - *daily
      - {interval: 3600, anchor_date: "2026-01-01T00:00:00Z", timezone: America/New_York, active: false, slug: hourly}
      - {rrule: FREQ=WEEKLY;BYDAY=MO, parameters: {city: Berlin}}
    work_pool: *pool
    concurrency_limit: 2
  - name: least
    entrypoint: flows/etl.py:load_weather
    work_pool: {name: local}
  - name: pulled
    entrypoint: flows/etl.py:second
    parameters: {a: 1}
    paused: true
    schedule: {cron: "@hourly", day_or: false}
    work_pool: {name: local, work_queue_name: fast}
    concurrency_limit: {limit: 3, collision_strategy: CANCEL_NEW}
    pull:
      - prefect.deployments.steps.git_clone:
          id: code
          repository: https://localhost/acme/etl.git
          branch: main
          access_token: "{{ prefect.blocks.secret.token }}"
      - prefect.deployments.steps.set_working_directory: {directory: "{{ code.directory }}/{{ $WHERE }}"}
`;

const project = (): Promise<TemporaryFolder> =>
  temporaryFolder({ 'prefect.yaml': MANIFEST, 'flows/etl.py': FLOWS, 'home/.keep': '' });

const environmentIn = (house: House, folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  WHERE: 'here',
  PREFECT_HOME: join(folder, 'home'),
  PREFECT_API_URL: house.api_url,
  PREFECT_LOGGING_LEVEL: 'ERROR',
  DO_NOT_TRACK: '1',
  SIGNALBOX_PYTHON: program('python'),
});

async function deployByPrefect(house: House, folder: string): Promise<void> {
  const options = { cwd: folder, env: environmentIn(house, folder) };
  await promisify(execFile)(program('prefect'), ['--no-prompt', 'deploy', '--all'], options);
}

async function deployByUs(house: House, folder: string): Promise<void> {
  const source = await readManifest(join(folder, 'prefect.yaml'));
  await deploy(house.client, source, { environment: environmentIn(house, folder) });
}

/** What differs between any two deployments: identities and times; and our labels, which say whose a deployment is. */
const OWN = ['id', 'created', 'updated', 'deployment_id', 'last_polled', 'global_concurrency_limit'];
const isOwn = (name: string) => OWN.includes(name) || name.startsWith('signalbox.');

const withoutOwn = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !isOwn(name)))
    : value;

async function deploymentsOf({ client }: House): Promise<unknown[]> {
  const found = await client.deployments.filter({ body: {} });
  return found.map((deployment) => {
    const schedules = deployment.schedules.toSorted((a, b) =>
      JSON.stringify(a.schedule) < JSON.stringify(b.schedule) ? -1 : 1,
    );
    const limit = deployment.global_concurrency_limit?.limit ?? null;
    return JSON.parse(JSON.stringify({ ...deployment, schedules, limit }, withoutOwn));
  });
}

async function clear({ client }: House): Promise<void> {
  for (const { id } of await client.deployments.filter({ body: {} }))
    await client.deployments.delete({ params: { id } });
}

for (const versioned of [false, true]) {
  test(`new and changed deployments are the same ${versioned ? 'under git' : 'without git'}`, async () => {
    await using house = await openHouse();
    await furnish(house);
    await using folder = await project();
    if (versioned) {
      await git(folder.path, 'init', '--quiet', '--initial-branch=main');
      await commitFiles(folder.path, {});
      await git(folder.path, 'remote', 'add', 'origin', 'https://localhost/acme/etl.git');
    }
    await deployByPrefect(house, folder.path);
    const expected = await deploymentsOf(house);
    assert.equal(expected.length, 3);

    await deployByUs(house, folder.path);
    assert.deepEqual(await deploymentsOf(house), expected, 'changed by us');
    await clear(house);
    await deployByUs(house, folder.path);
    assert.deepEqual(await deploymentsOf(house), expected, 'made by us');
  });
}

test('Python files that cannot be loaded, and names that are no flows, are told with their place', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await temporaryFolder({
    'flows/etl.py': FLOWS,
    'flows/broken.py': 'from prefect import flow\nimport not_installed\n',
    'flows/syntax.py': 'def broken(:\n',
    'prefect.yaml': `
deployments:
  - {name: a, entrypoint: "flows/broken.py:x", work_pool: {name: local}}
  - {name: b, entrypoint: "flows/syntax.py:x", work_pool: {name: local}}
  - {name: c, entrypoint: "flows/etl.py:plain", work_pool: {name: local}}
  - {name: d, entrypoint: "flows/etl.py:secnd", work_pool: {name: local}}
  - {name: e, entrypoint: "flows/etl.py:second", work_pool: {name: local}, parameters: {a: x, c: 1}}
`,
  });
  await assert.rejects(deployByUs(house, folder.path), (error) => {
    assert.ok(error instanceof ManifestRejectedError);
    const expected = [
      /:3:27 .*broken\.py cannot be loaded: ModuleNotFoundError: No module named 'not_installed' \(.*broken\.py:2\)/,
      /:4:27 .*syntax\.py cannot be loaded: SyntaxError: .*:1\)/,
      /:5:27 .*"plain" in flows\/etl\.py is not a flow\. Flows in this file: load_weather, second/,
      /:6:27 .*flows\/etl\.py has no "secnd"/,
      /:7:\d+ .*parameters\.a: .*expected number/,
      /:7:\d+ .*the flow "Named Flow" has no parameter "c"/,
    ];
    assert.equal(error.errors.length, expected.length, error.message);
    for (const [place, message] of expected.entries()) assert.match(error.errors[place]?.message ?? '', message);
    return true;
  });
  assert.deepEqual(await house.client.deployments.filter({ body: {} }), []);
});
