// deploy: logs in to the registry of an image, for one command and in no file that stays.
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { StepError } from '../steps/step-error.ts';
import type { StepSurroundings } from '../steps/step-surroundings.ts';
import { cloudLogin } from './cloud-login.ts';
import { DOCKER_HUB, registryOf } from './image-name.ts';

export interface RegistryLogin {
  readonly username: string;
  readonly password: string;
}

type Values = Readonly<Record<string, unknown>>;
type Environment = Readonly<Record<string, string | undefined>>;

const HUB_KEY = 'https://index.docker.io/v1/';

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordIn = (values: Values, name: string): Values => (isRecord(values[name]) ? values[name] : {});

function configFolder(env: Environment): string {
  return env.DOCKER_CONFIG || join(env.HOME ?? homedir(), '.docker');
}

async function readConfig(env: Environment): Promise<Values> {
  try {
    const read: unknown = JSON.parse(await readFile(join(configFolder(env), 'config.json'), 'utf8'));
    return isRecord(read) ? read : {};
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

const keyOf = (registry: string): string => (registry === DOCKER_HUB ? HUB_KEY : registry);

/** The user logged in with docker's own command, or has a helper for this registry: that holds. */
function isLoggedIn(config: Values, registry: string): boolean {
  return keyOf(registry) in recordIn(config, 'auths') || keyOf(registry) in recordIn(config, 'credHelpers');
}

function loginFrom(step: string, credentials: Values): RegistryLogin {
  const { username, password } = credentials;
  if (typeof username === 'string' && typeof password === 'string' && password !== '') return { username, password };
  throw new StepError(step, 'credentials have no username and password', 'Give both, or remove credentials');
}

/** The host of `registry_url`, which stands for the image's own registry where it differs. */
function registryFrom(credentials: Values | null, image_name: string): string {
  const url = credentials?.registry_url;
  if (typeof url !== 'string' || url === '') return registryOf(image_name);
  const host = url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return /(^|\.)docker\.(io|com)$/.test(host) ? DOCKER_HUB : host;
}

/** The user's own settings with this login in them. A store of credentials would come before it, so it is left out. */
function configWith({ credsStore: _, ...config }: Values, registry: string, login: RegistryLogin): string {
  const { [keyOf(registry)]: __, ...credHelpers } = recordIn(config, 'credHelpers');
  const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64');
  const auths = { ...recordIn(config, 'auths'), [keyOf(registry)]: { auth } };
  return JSON.stringify({ ...config, credHelpers, auths });
}

async function linkThere(from: string, to: string): Promise<void> {
  const isThere = await stat(from).then(
    () => true,
    () => false,
  );
  if (isThere) await symlink(from, to);
}

/**
 * Calls `act` with surroundings in which docker is logged in to the image's registry: with the credentials of the step;
 * else as the user is logged in; else, for the registries of AWS, Google and Azure, as who this machine is to them; for
 * GitHub's with GITHUB_TOKEN. The login is in a file that only this user can read, for as long as `act` takes.
 */
export async function withRegistryLogin<Result>(
  step: string,
  image_name: string,
  credentials: Values | null,
  surroundings: StepSurroundings,
  act: (surroundings: StepSurroundings) => Promise<Result>,
): Promise<Result> {
  const { env } = surroundings;
  const registry = registryFrom(credentials, image_name);
  const config = await readConfig(env);
  if (credentials === null && isLoggedIn(config, registry)) return act(surroundings);
  const login = credentials === null ? await cloudLogin(step, registry, env) : loginFrom(step, credentials);
  if (login === null) return act(surroundings);
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-docker-'));
  try {
    await writeFile(join(folder, 'config.json'), configWith(config, registry, login), { mode: 0o600 });
    for (const name of ['contexts', 'cli-plugins', 'buildx'])
      await linkThere(join(configFolder(env), name), join(folder, name));
    return await act({ ...surroundings, env: { ...env, DOCKER_CONFIG: folder } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
