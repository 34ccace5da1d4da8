// deploy: which version of the code a deployment is made from.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { VersionInfo } from '@signalbox/contract';
import { publicUrl, repositoryOf } from './repository-url.ts';

const run = promisify(execFile);

async function git(directory: string, ...words: string[]): Promise<string | null> {
  try {
    return (await run('git', ['-C', directory, ...words])).stdout.trim();
  } catch {
    // No git, no repository, no commit or no remote: the version is found otherwise.
    return null;
  }
}

/** The hash of a file that stands for its version where there is no other. */
async function fileVersion(file: string): Promise<string> {
  return createHash('md5')
    .update(await readFile(file))
    .digest('hex');
}

export interface VersionSources {
  readonly directory: string;
  /** The file of the flow. */
  readonly file: string;
  /** What the manifest says. */
  readonly declared: string | null;
  /** What the flow says. */
  readonly flow: string | null;
}

/**
 * The version of a deployment, as Prefect finds it: of a directory under git with a remote, what the manifest says or
 * the first 8 characters of the commit; else what the manifest or the flow says or the hash of the flow's file.
 */
export async function versionInfo({ directory, file, declared, flow }: VersionSources): Promise<VersionInfo> {
  const [commit_sha, remote] = await Promise.all([
    git(directory, 'rev-parse', 'HEAD'),
    git(directory, 'remote', 'get-url', 'origin'),
  ]);
  if (commit_sha === null || remote === null) {
    return { type: 'prefect:simple', version: declared ?? flow ?? (await fileVersion(file)) };
  }
  const [message, branch] = await Promise.all([
    git(directory, 'log', '-1', '--pretty=%s'),
    git(directory, 'rev-parse', '--abbrev-ref', 'HEAD'),
  ]);
  const url = publicUrl(remote);
  const version = declared ?? commit_sha.slice(0, 8);
  return { type: 'vcs:git', version, commit_sha, message, branch, repository: repositoryOf(url), url };
}
