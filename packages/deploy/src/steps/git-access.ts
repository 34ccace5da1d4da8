// deploy: how git gets at a private repository without anyone else seeing the token.

/** Where a repository is, and what git needs to read it. */
export interface GitAccess {
  /** Without user and password: it is what stays in the clone's configuration. */
  readonly url: string;
  /** Added to the environment of git: not in its arguments, and not in any file. */
  readonly environment: Readonly<Record<string, string>>;
  /** What must not be seen in what git prints. */
  readonly secrets: readonly string[];
}

/** User and password or token. */
export interface GitCredentials {
  readonly username: string | null;
  readonly password: string;
}

/** The user names that go with a token; other hosts take any. */
function userFor(host: string): string {
  if (host.includes('bitbucket')) return 'x-token-auth';
  return host.includes('gitlab') ? 'oauth2' : 'x-access-token';
}

/** `user:token` or a token alone. */
export function credentialsFromToken(token: string): GitCredentials {
  const colon = token.indexOf(':');
  if (colon < 0) return { username: null, password: token };
  return { username: token.slice(0, colon), password: token.slice(colon + 1) };
}

function credentialsOf(url: URL): GitCredentials | null {
  const [username, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  if (password !== '') return { username: username === '' ? null : username, password };
  // Azure DevOps puts the name of the organisation there; elsewhere a token may stand alone.
  if (username === '' || url.hostname === 'dev.azure.com') return null;
  return { username: null, password: username };
}

/**
 * The header is for this host alone: a redirect or a submodule elsewhere does not get it. Helpers that would store the
 * token are off. An environment with a token never asks on a terminal.
 */
function environmentFor(
  url: URL,
  basic: string,
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const count = Number(inherited.GIT_CONFIG_COUNT ?? 0);
  return {
    GIT_CONFIG_COUNT: String(count + 2),
    [`GIT_CONFIG_KEY_${count}`]: `http.${url.origin}/.extraHeader`,
    [`GIT_CONFIG_VALUE_${count}`]: `Authorization: Basic ${basic}`,
    [`GIT_CONFIG_KEY_${count + 1}`]: 'credential.helper',
    [`GIT_CONFIG_VALUE_${count + 1}`]: '',
  };
}

/** Null when there are credentials for a repository that is not read over HTTP. */
export function gitAccess(
  repository: string,
  given: GitCredentials | null,
  inherited: Readonly<Record<string, string | undefined>>,
): GitAccess | null {
  const quiet = { GIT_TERMINAL_PROMPT: '0' };
  if (!/^https?:\/\//.test(repository)) {
    return given === null ? { url: repository, environment: quiet, secrets: [] } : null;
  }
  const url = new URL(repository);
  const named = url.username === '' ? null : decodeURIComponent(url.username);
  const credentials = given === null ? credentialsOf(url) : { ...given, username: given.username ?? named };
  url.username = '';
  url.password = '';
  if (credentials === null) return { url: url.href, environment: quiet, secrets: [] };
  const { username, password } = credentials;
  const basic = Buffer.from(`${username ?? userFor(url.hostname)}:${password}`).toString('base64');
  return {
    url: url.href,
    environment: { ...quiet, ...environmentFor(url, basic, inherited) },
    secrets: [password, basic, encodeURIComponent(password)],
  };
}

/** The text with every secret replaced. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '********')), text);
}
