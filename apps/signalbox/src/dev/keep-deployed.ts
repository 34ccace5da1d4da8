// signalbox: deploys a project, and again whenever its manifest or one of its flow files changes.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Client } from '@signalbox/client';
import type { DeployResult } from '@signalbox/deploy';
import { manifestOf } from '../deploy/project.ts';
import { watchFiles } from './watch-files.ts';

export interface DeployedProject {
  readonly client: Client;
  readonly folder: string;
  readonly onDeployed: (results: readonly DeployResult[]) => void;
  readonly onFailed: (message: string) => void;
}

/** The files of Node and of Python; a module path of Python names no file that could be watched. */
function entrypointFile(folder: string, { entrypoint }: DeployResult): string {
  return resolve(folder, entrypoint.slice(0, Math.max(entrypoint.lastIndexOf(':'), 0)));
}

async function deployNow(project: DeployedProject): Promise<string[] | null> {
  const { deployManifest } = await import('../deploy/project.ts');
  try {
    const results = await deployManifest(project.client, await manifestOf(project.folder));
    project.onDeployed(results);
    return results.map((result) => entrypointFile(project.folder, result));
  } catch (error) {
    project.onFailed(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** Resolves when the signal has aborted. */
export async function keepDeployed(project: DeployedProject, signal: AbortSignal): Promise<void> {
  const manifest = await manifestOf(project.folder);
  let files = [manifest];
  let isDue = true;
  const aborted = once(signal, 'abort');
  while (!signal.aborted) {
    const changed = Promise.withResolvers<void>();
    // Watched before they are deployed: a change meanwhile deploys again.
    using _watched = watchFiles(
      files.filter((file) => existsSync(dirname(file))),
      changed.resolve,
    );
    if (isDue) {
      const found = await deployNow(project);
      const next = found === null ? files : [...new Set([manifest, ...found])];
      const hasNewFiles = next.some((file) => !files.includes(file));
      files = next;
      // Around once more, only to watch those too.
      isDue = !hasNewFiles;
      if (hasNewFiles) continue;
    }
    isDue = true;
    await Promise.race([changed.promise, aborted]);
  }
}
