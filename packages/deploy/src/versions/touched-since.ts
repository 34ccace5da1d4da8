// deploy: which deployments the commits since another one touch.
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Client } from '@signalbox/client';
import { contentHash } from '@signalbox/core';
import { readReferences } from '../deploy/read-references.ts';
import type { Project } from '../deploy/resolve-project.ts';
import { entrypointFromText } from '../entrypoints/entrypoint.ts';
import { settledSource } from '../environments/settle-source.ts';
import { ManifestRejectedError } from '../manifest/errors.ts';
import type { DeclaredDeployment } from '../manifest/manifest.ts';
import { manifestFrom } from '../manifest/manifest-from.ts';
import type { ManifestSource } from '../manifest/manifest-source.ts';
import { manifestReferences } from '../manifest/placeholders.ts';
import { manifestSourceFrom } from '../manifest/yaml-source.ts';
import { codeFiles } from './code-hash.ts';

/** What of a deployment the commits touch. */
export interface Touch {
  /** The files of its flow, of what it imports and of what it depends on, from the root of the repository. */
  readonly code: readonly string[];
  readonly schedules: boolean;
  /** What the manifest says of it beside its schedules. */
  readonly definition: boolean;
}

/** Git does not tell what changed since the reference. */
export class UnknownReferenceError extends Error {
  override readonly name = 'UnknownReferenceError';
}

/** Files that say what every flow below their folder depends on, or is built with. */
const DEPENDENCIES =
  /^(package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|tsconfig.*\.json|requirements.*\.(txt|in)|pyproject\.toml|uv\.lock|poetry\.lock|setup\.(py|cfg)|Dockerfile.*|\.dockerignore)$/;

const run = promisify(execFile);
const MOST_BYTES = 256 * 1024 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;
type Git = (...words: string[]) => Promise<string>;

const gitOf =
  (directory: string, env: Environment): Git =>
  async (...words) =>
    (await run('git', ['-C', directory, ...words], { env, maxBuffer: MOST_BYTES })).stdout;

/** Where the branch left that of the reference: what went on there since then is not of this branch. */
async function forkOf(git: Git, reference: string): Promise<string> {
  try {
    return (await git('merge-base', '--', reference, 'HEAD')).trim();
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new UnknownReferenceError(
      `Git knows no commit that ${reference} and this branch have in common. ${told ? `${told}. ` : ''}A shallow clone lacks them: fetch the whole history (git fetch --unshallow, or fetch-depth: 0).`,
      { cause: error },
    );
  }
}

/** Below the root of the repository; also what is not committed yet. */
async function changedFiles(git: Git, fork: string): Promise<ReadonlySet<string>> {
  const [changed, untracked] = await Promise.all([
    git('diff', '--name-only', '--no-renames', '-z', fork, '--'),
    git('ls-files', '--others', '--exclude-standard', '--full-name', '-z', ':/'),
  ]);
  return new Set(`${changed}${untracked}`.split('\0').filter((path) => path !== ''));
}

/** The text of a file as it was; null when it was not there. */
async function textAt(git: Git, fork: string, path: string): Promise<string | null> {
  try {
    return await git('show', `${fork}:${path}`);
  } catch {
    return null;
  }
}

const withoutPath = <One extends { readonly path: unknown }>({ path: _path, ...rest }: One) => rest;

const schedulesHash = ({ schedules }: DeclaredDeployment): string => contentHash((schedules ?? []).map(withoutPath));

const definitionHash = ({ path: _path, schedules: _schedules, triggers, ...rest }: DeclaredDeployment): string =>
  contentHash({ ...rest, triggers: triggers.map(withoutPath) });

/** The deployments that the manifest declared at the fork; null when it was no manifest that can be read today. */
async function declaredAt(
  client: Client,
  source: ManifestSource,
  text: string,
  environment: Environment,
): Promise<ReadonlyMap<string, DeclaredDeployment> | null> {
  try {
    const written = { ...manifestSourceFrom(text, source.file), directory: source.directory };
    const isOfOneEnvironment = dirname(resolve(source.file)) !== source.directory;
    const settled = await settledSource(written, {
      environmentName: isOfOneEnvironment ? null : source.environment,
      environment,
    });
    const before = { ...settled, environment: source.environment };
    const found = await readReferences(client, manifestReferences(before));
    const { deployments } = manifestFrom(before, { environment, found });
    return new Map(deployments.map((one) => [one.name, one]));
  } catch (error) {
    if (error instanceof ManifestRejectedError) return null;
    throw error;
  }
}

/**
 * What the commits since `reference` (and what is not committed yet) touch of each deployment of a project, by the name
 * of the deployment; those that are not touched are left out. The manifest is compared as its environment has it. Of a
 * manifest that is code, every definition is touched when one of its files is.
 *
 * @param reference any name of git's: a branch, a tag, a commit; counted from where this branch left it
 * @throws UnknownReferenceError
 * @example const touched = await touchedSince(client, source, project, 'origin/main');
 */
export async function touchedSince(
  client: Client,
  source: ManifestSource,
  { deployments, environment }: Project,
  reference: string,
): Promise<ReadonlyMap<string, Touch>> {
  const directory = await realpath(source.directory);
  const git = gitOf(directory, environment);
  const fork = await forkOf(git, reference);
  const root = (await git('rev-parse', '--show-toplevel')).trim();
  const changed = await changedFiles(git, fork);
  const inRepository = (path: string): string => relative(root, path);
  const manifest = join(await realpath(dirname(resolve(source.file))), basename(source.file));
  const isCode = /\.[mc]?[jt]s$/.test(source.file);
  const text = isCode || !changed.has(inRepository(manifest)) ? null : await textAt(git, fork, inRepository(manifest));
  const before = text === null ? null : await declaredAt(client, source, text, environment);
  const manifestFiles = isCode ? [...(await codeFiles(directory, manifest)).keys()] : [manifest];
  const isManifestTouched = manifestFiles.some((path) => changed.has(inRepository(path)));

  const touched = new Map<string, Touch>();
  for (const { declared } of deployments) {
    const file = resolve(directory, entrypointFromText(declared.entrypoint)?.path ?? '');
    const own = [...(await codeFiles(directory, file)).keys()].map(inRepository);
    const dependencies = [...changed].filter(
      (path) => DEPENDENCIES.test(basename(path)) && !relative(join(root, dirname(path)), file).startsWith('..'),
    );
    const was = before?.get(declared.name);
    const touch = {
      code: [...new Set([...own.filter((path) => changed.has(path)), ...dependencies])].sort(),
      schedules: isManifestTouched && (was === undefined || schedulesHash(was) !== schedulesHash(declared)),
      definition: isManifestTouched && (was === undefined || definitionHash(was) !== definitionHash(declared)),
    };
    if (touch.code.length > 0 || touch.schedules || touch.definition) touched.set(declared.name, touch);
  }
  return touched;
}
