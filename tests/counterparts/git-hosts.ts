// tests: real hosts of git: by SSH with a key, and by HTTP with a token and the large files of LFS.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, type ServerProgram, startServer } from './server-program.ts';

const run = promisify(execFile);

/** The settings of whoever runs the tests must not change what git does. */
export const GIT_ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@localhost',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@localhost',
};

export async function git(directory: string, ...words: readonly string[]): Promise<string> {
  return (await run('git', ['-C', directory, ...words], { env: GIT_ENVIRONMENT })).stdout.trim();
}

/** `root/project.git` with one commit of these files. */
export async function makeProject(root: string, files: Readonly<Record<string, string>>): Promise<string> {
  const work = join(root, 'work');
  await mkdir(work);
  await git(root, 'init', '--quiet', '--bare', '--initial-branch=main', 'project.git');
  await git(work, 'init', '--quiet', '--initial-branch=main');
  for (const [path, text] of Object.entries(files)) await writeFile(join(work, path), text);
  await git(work, 'add', '--all');
  await git(work, 'commit', '--quiet', '--message', 'Add files');
  await git(work, 'push', '--quiet', join(root, 'project.git'), 'main');
  return join(root, 'project.git');
}

export interface SshHost extends ServerProgram {
  /** Private keys: one that the host lets in, one that it does not know. */
  readonly key: string;
  readonly stranger: string;
  readonly known_hosts: string;
}

async function makeKey(path: string): Promise<string> {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
  return path;
}

/** An sshd of its own that lets one key in, as the user who runs the tests. */
export async function openSsh(root: string): Promise<SshHost> {
  const port = await freePort();
  const [host, key, stranger] = await Promise.all(['host', 'key', 'stranger'].map((name) => makeKey(join(root, name))));
  if (host === undefined || key === undefined || stranger === undefined) throw new Error('A key is missing.');
  await chmod(root, 0o755);
  const config = `Port ${port}
ListenAddress 127.0.0.1
HostKey ${host}
AuthorizedKeysFile ${key}.pub
PidFile ${join(root, 'sshd.pid')}
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
UsePAM no
StrictModes no
`;
  await writeFile(join(root, 'sshd_config'), config);
  // Where sshd keeps what has no rights; Debian makes it when the service starts.
  await mkdir('/run/sshd', { recursive: true });
  const server = await startServer(port, ['/usr/sbin/sshd', '-D', '-e', '-f', join(root, 'sshd_config')]);
  const { stdout } = await run('cat', [`${host}.pub`]);
  return { ...server, key, stranger, known_hosts: `[127.0.0.1]:${port} ${stdout.split(' ').slice(0, 2).join(' ')}` };
}

export interface LfsHost extends AsyncDisposable {
  readonly url: string;
  /** What was asked of the store of large files, with whether it came with the token. */
  readonly asked: readonly string[];
}

function passToGit(root: string, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.stdout.on('end', () => {
    const output = Buffer.concat(chunks);
    const split = output.indexOf('\r\n\r\n');
    const lines = output.subarray(0, split).toString().split('\r\n');
    const headers = Object.fromEntries(lines.map((line) => line.split(': ')));
    const { Status: status, ...others } = headers;
    response.writeHead(status === undefined ? 200 : Number.parseInt(status, 10), others);
    response.end(output.subarray(split + 4));
  });
}

export const oidOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The text that stands in git for a large file. */
export const pointerOf = (content: string): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oidOf(content)}\nsize ${Buffer.byteLength(content)}\n`;

/** Repositories below `root`, and large files by their ids, for whoever has the token. */
export async function openLfs(root: string, token: string, large: readonly string[]): Promise<LfsHost> {
  const asked: string[] = [];
  const contents = new Map(large.map((content) => [oidOf(content), content]));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const answerBatch = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { objects } = JSON.parse(Buffer.concat(chunks).toString()) as { objects: { oid: string; size: number }[] };
    response.setHeader('content-type', 'application/vnd.git-lfs+json');
    const actions = (oid: string) => ({ download: { href: `${base}/large/${oid}` } });
    response.end(
      JSON.stringify({ transfer: 'basic', objects: objects.map((one) => ({ ...one, actions: actions(one.oid) })) }),
    );
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', base);
    const given = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    const isKnown = given.endsWith(`:${token}`);
    if (/\/(info\/lfs|large)\//.test(url.pathname)) asked.push(`${url.pathname} ${isKnown}`);
    if (!isKnown) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    if (url.pathname.endsWith('/info/lfs/objects/batch')) void answerBatch(request, response);
    else if (url.pathname.startsWith('/large/')) response.end(contents.get(url.pathname.slice('/large/'.length)));
    else passToGit(root, request, response, url);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: base,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
