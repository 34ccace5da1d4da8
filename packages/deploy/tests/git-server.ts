// deploy: git repositories for tests: made on disk, and served over HTTP to those who have the token.
import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

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

export async function git(directory: string, ...words: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', directory, ...words], { env: GIT_ENVIRONMENT });
  return stdout.trim();
}

/** Writes the files, commits them and answers the commit. */
export async function commitFiles(directory: string, files: Record<string, string>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '--message', 'Change files');
  return git(directory, 'rev-parse', 'HEAD');
}

/** A repository with a working copy on branch main. */
export async function makeRepository(root: string, name: string): Promise<{ bare: string; work: string }> {
  const bare = join(root, `${name}.git`);
  const work = join(root, `${name}-work`);
  await mkdir(work, { recursive: true });
  await git(root, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  await git(work, 'init', '--quiet', '--initial-branch=main');
  await git(work, 'remote', 'add', 'origin', bare);
  return { bare, work };
}

export interface GitServer extends AsyncDisposable {
  readonly url: string;
  /** The credentials of each request, as `user:password`; empty for none. */
  readonly credentials: readonly string[];
  /** The requests that gave files, one for each fetch that found something new. */
  readonly uploads: readonly string[];
}

function answerGit(root: string, request: IncomingMessage, response: ServerResponse, uploads: string[]): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
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
    const headers = output
      .subarray(0, split)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': '));
    const status = headers.find(([name]) => name === 'Status')?.[1];
    // In protocol 2 the list of branches comes by POST too; only a pack begins with this word.
    if (output.includes('packfile')) uploads.push(url.pathname);
    for (const [name = '', value = ''] of headers) if (name !== 'Status') response.setHeader(name, value);
    response.writeHead(status === undefined ? 200 : Number.parseInt(status, 10));
    response.end(output.subarray(split + 4));
  });
}

/** Serves the repositories below `root` to requests whose password is `token`. */
export async function serveGit(root: string, token: string): Promise<GitServer> {
  const credentials: string[] = [];
  const uploads: string[] = [];
  const server = createServer((request, response) => {
    const given = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
    credentials.push(given);
    if (given.endsWith(`:${token}`)) return answerGit(root, request, response, uploads);
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    credentials,
    uploads,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
