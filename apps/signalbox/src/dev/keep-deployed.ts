// signalbox: deploys a project, and again whenever its manifest or one of its flow files changes.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { DeployedEntry } from '../deploy/deployed-entry.ts';
import { entrypointFile } from '../deploy/entrypoint-file.ts';
import { deployInChild } from './deploy-in-child.ts';
import { watchFiles } from './watch-files.ts';

export const MANIFEST = 'prefect.yaml';

export interface DeployedProject {
  readonly folder: string;
  readonly api_url: string;
  readonly onDeployed: (entries: readonly DeployedEntry[], isFirst: boolean) => void;
  readonly onFailed: (message: string) => void;
}

/** Resolves when the signal has aborted. */
export async function keepDeployed(project: DeployedProject, signal: AbortSignal): Promise<void> {
  const manifest = resolve(project.folder, MANIFEST);
  let files = [manifest];
  let isFirst = true;
  while (!signal.aborted) {
    const changed = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => changed.resolve(), { once: true });
    // Watched before it is deployed: a change meanwhile deploys again.
    using _watched = watchFiles(
      files.filter((file) => existsSync(dirname(file))),
      changed.resolve,
    );
    let added = false;
    try {
      const entries = await deployInChild(project.folder, project.api_url, signal);
      project.onDeployed(entries, isFirst);
      isFirst = false;
      const now = [manifest, ...entries.map(({ entrypoint }) => resolve(project.folder, entrypointFile(entrypoint)))];
      added = now.some((file) => !files.includes(file));
      files = [...new Set(now)];
    } catch (error) {
      if (signal.aborted) return;
      project.onFailed(error instanceof Error ? error.message : String(error));
    }
    if (added) {
      using _all = watchFiles(files, changed.resolve);
      await changed.promise;
    } else await changed.promise;
  }
}
