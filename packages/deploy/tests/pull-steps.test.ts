// deploy: pull steps bring the code that was asked for, and keep tokens to themselves.
import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runPullSteps, StepError } from '../src/index.ts';
import { commitFiles, GIT_ENVIRONMENT, git, makeRepository, serveGit } from './git-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CLONE = 'prefect.deployments.steps.git_clone';
const SET = 'prefect.deployments.steps.set_working_directory';
const TOKEN = 't0p-s3cret/+token';
const env = GIT_ENVIRONMENT;

async function project(root: string) {
  const { bare, work } = await makeRepository(root, 'project');
  const first = await commitFiles(work, { 'flow.ts': 'one', 'sub/deep/file.ts': 'deep', 'other/file.ts': 'other' });
  const second = await commitFiles(work, { 'flow.ts': 'two' });
  await git(work, 'push', '--quiet', 'origin', 'main');
  await git(work, 'checkout', '--quiet', '-b', 'feature/x');
  await commitFiles(work, { 'flow.ts': 'feature' });
  await git(work, 'tag', 'v1');
  await git(work, 'push', '--quiet', 'origin', 'feature/x', 'v1');
  return { bare, work, first, second };
}

const flowIn = (directory: string) => readFile(join(directory, 'flow.ts'), 'utf8');

test('a branch, a tag, a commit or the default branch is cloned below the present directory', async () => {
  await using root = await temporaryFolder();
  const { bare, first } = await project(root.path);
  const cwd = join(root.path, 'run');
  await mkdir(cwd);
  const repository = pathToFileURL(bare).href;
  const cases = [
    [{}, 'project', 'two'],
    [{ branch: 'feature/x' }, 'project-feature-x', 'feature'],
    [{ branch: 'v1' }, 'project-v1', 'feature'],
    [{ tag: 'v1', clone_directory_name: 'mine' }, 'mine', 'feature'],
    [{ commit_sha: first, clone_directory_name: 'old' }, 'old', 'one'],
  ] as const;
  for (const [inputs, name, content] of cases) {
    const { directory } = await runPullSteps([{ [CLONE]: { repository, ...inputs } }], { cwd, env });
    assert.equal(directory, join(cwd, name));
    assert.equal(await flowIn(directory), content);
  }
});

test('a repository that was brought before is brought up to date', async () => {
  await using root = await temporaryFolder();
  const { bare, work } = await project(root.path);
  const steps = [{ [CLONE]: { repository: bare, branch: 'main' } }];
  const { directory } = await runPullSteps(steps, { cwd: root.path, env });
  await writeFile(join(directory, 'flow.ts'), 'changed by hand');
  await git(work, 'checkout', '--quiet', 'main');
  await commitFiles(work, { 'flow.ts': 'three' });
  await git(work, 'push', '--quiet', 'origin', 'main');
  assert.deepEqual(await runPullSteps(steps, { cwd: root.path, env }), { directory });
  assert.equal(await flowIn(directory), 'three');
});

test('only the wanted directories are checked out', async () => {
  await using root = await temporaryFolder();
  const { bare } = await project(root.path);
  const steps = [{ [CLONE]: { repository: bare, directories: ['sub/deep'] } }];
  const { directory } = await runPullSteps(steps, { cwd: root.path, env });
  assert.deepEqual((await readdir(directory)).sort(), ['.git', 'flow.ts', 'sub']);
});

test('a private repository with a private submodule is read with the token of a secret block', async () => {
  await using root = await temporaryFolder();
  const { work } = await project(root.path);
  const library = await makeRepository(root.path, 'library');
  await commitFiles(library.work, { 'library.ts': 'library' });
  await git(library.work, 'push', '--quiet', 'origin', 'main');
  await using server = await serveGit(root.path, TOKEN);
  await git(work, 'checkout', '--quiet', 'main');
  await git(work, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.bare, 'library');
  await git(work, 'config', '--file', '.gitmodules', 'submodule.library.url', `${server.url}/library.git`);
  await commitFiles(work, {});
  await git(work, 'push', '--quiet', 'origin', 'main');

  const cwd = join(root.path, 'run');
  await mkdir(cwd);
  const said: string[] = [];
  const { directory } = await runPullSteps(
    [
      {
        [CLONE]: {
          repository: `${server.url}/project.git`,
          include_submodules: true,
          access_token: '{{ prefect.blocks.secret.token }}',
        },
      },
    ],
    { cwd, env, say: (line) => said.push(line), blocks: { blocks: new Map([['secret/token', { value: TOKEN }]]) } },
  );
  assert.equal(await readFile(join(directory, 'library', 'library.ts'), 'utf8'), 'library');
  assert.ok(server.credentials.includes(`x-access-token:${TOKEN}`));
  await assertNowhere(directory, said);
});

/** Neither in the clone's files, its submodules' included, nor in what was said. */
async function assertNowhere(directory: string, said: readonly string[]): Promise<void> {
  const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const content = await readFile(join(file.parentPath, file.name), 'latin1');
    assert.ok(!content.includes(TOKEN) && !content.includes(basic), `the token is in ${file.name}`);
  }
  assert.ok(said.length > 0);
  assert.ok(!said.join('\n').includes(TOKEN));
}

test('the token is in no argument of git', async () => {
  await using root = await temporaryFolder();
  await project(root.path);
  await using server = await serveGit(root.path, TOKEN);
  const seen = join(root.path, 'seen');
  const tools = join(root.path, 'tools');
  const real = (await git(root.path, '--exec-path')).trim();
  await mkdir(tools);
  await writeFile(join(tools, 'git'), `#!/bin/sh\nprintf '%s\\n' "$@" >> ${seen}\nexec ${real}/git "$@"\n`);
  await chmod(join(tools, 'git'), 0o755);
  await runPullSteps([{ [CLONE]: { repository: `${server.url}/project.git`, access_token: TOKEN } }], {
    cwd: root.path,
    env: { ...env, PATH: `${tools}${delimiter}${process.env.PATH}` },
  });
  const words = await readFile(seen, 'utf8');
  assert.match(words, /fetch/);
  assert.ok(!words.includes(TOKEN) && !words.includes(Buffer.from(TOKEN).toString('base64').slice(4, 16)));
});

test('user and password in the address are used and do not stay in the clone', async () => {
  await using root = await temporaryFolder();
  await project(root.path);
  await using server = await serveGit(root.path, TOKEN);
  const repository = `${server.url.replace('//', `//me:${encodeURIComponent(TOKEN)}@`)}/project.git`;
  const { directory } = await runPullSteps([{ [CLONE]: { repository } }], { cwd: root.path, env });
  assert.ok(server.credentials.includes(`me:${TOKEN}`));
  assert.equal(await git(directory, 'config', 'remote.origin.url'), `${server.url}/project.git`);
});

test('a wrong token is refused at once, without a question and without being shown', async () => {
  await using root = await temporaryFolder();
  await project(root.path);
  await using server = await serveGit(root.path, TOKEN);
  const steps = [{ [CLONE]: { repository: `${server.url}/project.git`, access_token: 'wr0ng-token' } }];
  await assert.rejects(runPullSteps(steps, { cwd: root.path, env }), (error) => {
    assert.ok(error instanceof StepError);
    assert.match(error.message, /git_clone: .*Check that the token or key for http.* is right and may read it/s);
    assert.ok(!`${error.stack} ${JSON.stringify(error)} ${error.cause}`.includes('wr0ng-token'));
    return true;
  });
});

test('the directory that the steps lead to', async () => {
  await using root = await temporaryFolder({ 'sub/flow.ts': '' });
  const { bare } = await project(root.path);
  const options = { cwd: root.path, env: { ...env, ROOT: root.path } };
  assert.deepEqual(await runPullSteps(null, options), { directory: root.path });
  assert.deepEqual(await runPullSteps([{ [SET]: { directory: 'sub' } }], options), {
    directory: join(root.path, 'sub'),
  });
  assert.deepEqual(await runPullSteps([{ [SET]: { directory: '{{ $ROOT }}/sub' } }], options), {
    directory: join(root.path, 'sub'),
  });
  const steps = [
    { [CLONE]: { id: 'code', repository: bare, branch: 'main' } },
    { [SET]: { directory: '{{ code.directory }}/sub/deep' } },
  ];
  assert.deepEqual(await runPullSteps(steps, options), { directory: join(root.path, 'project-main', 'sub', 'deep') });
});

const refused: [string, readonly Record<string, unknown>[], RegExp][] = [
  ['a directory that is not there', [{ [SET]: { directory: 'none' } }], /there is no directory .*none/],
  ['a field that is missing', [{ [CLONE]: {} }], /repository does not fit/],
  ['a field that is unknown', [{ [SET]: { directory: '.', diretory: 'x' } }], /diretory is unknown/],
  [
    'a step that is unknown',
    [{ 'prefect.deployments.steps.git_clon': {} }],
    /Did you mean "prefect.deployments.steps.git_clone"/,
  ],
  [
    'a block that is missing',
    [{ [CLONE]: { repository: 'x', access_token: '{{ prefect.blocks.secret.no }}' } }],
    /no block "no"/,
  ],
  [
    'a branch that git would take for an option',
    [{ [CLONE]: { repository: '/x', branch: '--upload-pack=evil' } }],
    /option of git/,
  ],
  ['a name that leads elsewhere', [{ [CLONE]: { repository: '/x', clone_directory_name: '../x' } }], /not a name/],
  ['a token without HTTP', [{ [CLONE]: { repository: '/x', access_token: 'abc' } }], /over http and https only/],
  ['a branch and a tag', [{ [CLONE]: { repository: '/x', branch: 'a', tag: 'b' } }], /exclude each other/],
  ['a step with two names', [{ [SET]: { directory: '.' }, [CLONE]: {} }], /one name/],
];

for (const [what, steps, message] of refused) {
  test(`${what} is refused with the step's name`, async () => {
    await using root = await temporaryFolder();
    await assert.rejects(runPullSteps(steps, { cwd: root.path, env }), (error) => {
      assert.ok(error instanceof StepError);
      assert.match(error.message, message);
      return true;
    });
  });
}

test('a branch that does not exist names the repository', async () => {
  await using root = await temporaryFolder();
  const { bare } = await project(root.path);
  await assert.rejects(
    runPullSteps([{ [CLONE]: { repository: bare, branch: 'nope' } }], { cwd: root.path, env }),
    (error) => {
      assert.ok(error instanceof StepError);
      assert.match(error.message, /nope/);
      assert.ok(error.message.includes(bare));
      return true;
    },
  );
});
