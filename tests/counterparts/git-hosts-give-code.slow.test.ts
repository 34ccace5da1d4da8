// tests: code comes from real hosts of git, with keys, tokens and large files, and every fault is told.
import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { runSteps, StepError } from '@signalbox/deploy';
import { GIT_ENVIRONMENT, makeProject, openLfs, openSsh, pointerOf } from './git-hosts.ts';
import { freePort } from './server-program.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CLONE = 'prefect.deployments.steps.git_clone';
const TOKEN = 't0ken-s3cret';

const pull = (cwd: string, inputs: Record<string, unknown>, env: NodeJS.ProcessEnv = GIT_ENVIRONMENT) =>
  runSteps([{ [CLONE]: inputs }], { phase: 'pull', cwd, env, cache_directory: join(cwd, 'cache') });

async function failure(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof StepError, String(error));
  return error.message;
}

test('SSH: a key from a secret block opens a private repository, and no file of it stays', async () => {
  await using root = await temporaryFolder();
  const bare = await makeProject(root.path, { 'flow.ts': 'by ssh' });
  await using host = await openSsh(root.path);
  const repository = `ssh://${process.env.USER ?? 'root'}@127.0.0.1:${host.port}${bare}`;
  const ssh_key = await readFile(host.key, 'utf8');
  const blocks = { blocks: new Map([['secret/key', { value: ssh_key }]]) };
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith('signalbox-ssh-'));
  const inputs = { repository, ssh_known_hosts: host.known_hosts };
  const { directory } = await runSteps([{ [CLONE]: { ...inputs, ssh_key: '{{ prefect.blocks.secret.key }}' } }], {
    phase: 'pull',
    cwd: root.path,
    env: GIT_ENVIRONMENT,
    blocks,
  });
  assert.equal(await readFile(join(directory, 'flow.ts'), 'utf8'), 'by ssh');
  assert.deepEqual(
    (await readdir(tmpdir())).filter((name) => name.startsWith('signalbox-ssh-')),
    before,
  );
  assert.ok(!(await readFile(join(directory, '.git/config'), 'utf8')).includes('signalbox-ssh'));

  assert.match(
    await failure(pull(root.path, { ...inputs, ssh_key: host.stranger })),
    /the token or key for .* is right/,
  );
  const unknown = { repository, ssh_key: host.key, ssh_known_hosts: 'elsewhere.example ssh-ed25519 AAAA' };
  assert.match(await failure(pull(root.path, unknown)), /Give the host's line as ssh_known_hosts/);
});

test('LFS: large files are brought with the same token', async () => {
  await using root = await temporaryFolder();
  const large = 'a large file '.repeat(1_000);
  const files = { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n', 'flow.ts': '1' };
  await makeProject(root.path, { ...files, 'model.bin': pointerOf(large) });
  await using host = await openLfs(root.path, TOKEN, [large]);
  const inputs = { repository: `${host.url}/project.git`, access_token: TOKEN };
  const { directory } = await pull(root.path, inputs);
  assert.ok((await readFile(join(directory, 'model.bin'), 'utf8')) === large, 'the large file is not there');
  assert.ok(host.asked.length > 0);
  const without = await pull(root.path, { ...inputs, lfs: false, clone_directory_name: 'without' });
  assert.equal(await readFile(join(without.directory, 'model.bin'), 'utf8'), pointerOf(large));
});

test('LFS: a machine without git-lfs says so, and what to do', async () => {
  await using root = await temporaryFolder();
  await makeProject(root.path, { '.gitattributes': '*.bin filter=lfs\n', 'model.bin': pointerOf('x') });
  await using host = await openLfs(root.path, TOKEN, ['x']);
  const tools = join(root.path, 'tools');
  await mkdir(tools);
  // As git itself answers where it has no such command.
  const script = `#!/bin/sh\nfor word in "$@"; do [ "$word" = lfs ] && { echo "git: 'lfs' is not a git command." >&2; exit 1; }; done\nexec /usr/bin/git "$@"\n`;
  await writeFile(join(tools, 'git'), script);
  await chmod(join(tools, 'git'), 0o755);
  const env = { ...GIT_ENVIRONMENT, PATH: `${tools}${delimiter}${process.env.PATH}` };
  const inputs = { repository: `${host.url}/project.git`, access_token: TOKEN };
  assert.match(
    await failure(pull(root.path, inputs, env)),
    /files in Git LFS, and this machine has no git-lfs\. Install git-lfs/,
  );
});

test('a wrong token, an unknown branch, a commit that is nowhere and a host that is away are told apart', async () => {
  await using root = await temporaryFolder();
  await makeProject(root.path, { 'flow.ts': '1' });
  await using host = await openLfs(root.path, TOKEN, []);
  const repository = `${host.url}/project.git`;
  const wrong = await failure(pull(root.path, { repository, access_token: 'wr0ng-token' }));
  assert.match(wrong, /the token or key for .* is right and may read it/);
  assert.ok(!wrong.includes('wr0ng'));
  const known = { repository, access_token: TOKEN };
  assert.match(await failure(pull(root.path, { ...known, branch: 'nope' })), /has no branch or tag "nope"/);
  assert.match(await failure(pull(root.path, { ...known, commit_sha: 'a'.repeat(40) })), /its branch or commit/);
  const away = `http://127.0.0.1:${await freePort()}/project.git`;
  assert.match(await failure(pull(root.path, { repository: away })), /can be reached from this machine/);
});

test('while a fetch runs, the token is in no list of processes', async () => {
  await using root = await temporaryFolder();
  await makeProject(root.path, { 'flow.ts': '1' });
  await using host = await openLfs(root.path, TOKEN, []);
  const tools = join(root.path, 'tools');
  await mkdir(tools);
  const seen = join(root.path, 'seen');
  // Every git looks at all processes of the machine, as another user would.
  await writeFile(
    join(tools, 'git'),
    `#!/bin/sh\ncat /proc/[0-9]*/cmdline 2>/dev/null >> ${seen}\nexec /usr/bin/git "$@"\n`,
  );
  await chmod(join(tools, 'git'), 0o755);
  const env = { ...GIT_ENVIRONMENT, PATH: `${tools}${delimiter}${process.env.PATH}` };
  await pull(root.path, { repository: `${host.url}/project.git`, access_token: TOKEN }, env);
  const lists = await readFile(seen, 'latin1');
  assert.ok(lists.includes('git'));
  assert.ok(!lists.includes(TOKEN));
  assert.ok(!lists.includes(Buffer.from(`x-access-token:${TOKEN}`).toString('base64')));
});
