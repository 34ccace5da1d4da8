// conformance: runs record.py with the Python of the real Prefect. `--verify` compares a sample instead of writing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const here = import.meta.dirname;
/** Where `prefect==3.8.8` is installed: `PREFECT_VENV`, else `conformance/.venv`, which `.ci/run` makes. */
const venv = process.env.PREFECT_VENV ?? join(here, '../.venv');

const { status, error } = spawnSync(
  join(venv, 'bin/python'),
  // Without -B the folder would be left with compiled files.
  ['-B', join(here, 'record.py'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
if (error) {
  console.error(
    `No Python at ${venv}: python3 -m venv ${venv} && ${venv}/bin/pip install prefect==3.8.8 fastapi==0.150.0`,
  );
}
process.exitCode = status ?? 1;
