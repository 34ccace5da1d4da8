// tests: a Python environment with the real Prefect, made once for a checkout.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Newer versions of FastAPI break the server of this Prefect. */
const PACKAGES = ['prefect==3.8.8', 'fastapi==0.150.0'];
const FOLDER = join(import.meta.dirname, '../../.cache/prefect-3.8.8');

/** The environment's folder: the one that SIGNALBOX_PREFECT_VENV names, else one that pip fills from PyPI. */
export async function prefectVenv(): Promise<string> {
  const given = process.env.SIGNALBOX_PREFECT_VENV;
  if (given !== undefined && given !== '') return given;
  if (existsSync(join(FOLDER, 'complete'))) return FOLDER;
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(join(FOLDER, '..'), { recursive: true });
  await run('python3', ['-m', 'venv', FOLDER]);
  await run(join(FOLDER, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { maxBuffer: 1 << 24 });
  await mkdir(join(FOLDER, 'unfinished'));
  await rename(join(FOLDER, 'unfinished'), join(FOLDER, 'complete'));
  return FOLDER;
}
