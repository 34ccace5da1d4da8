// deploy: what a deployment is pinned to is decided when it is deployed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StepError, settledPullSteps } from '../src/index.ts';
import { commitFiles, GIT_ENVIRONMENT, git, makeRepository, serveGit } from './git-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CLONE = 'prefect.deployments.steps.git_clone';
const env = { ...GIT_ENVIRONMENT, BUILD_TAG: undefined, GIT_BRANCH: undefined };

test('reference: auto takes BUILD_TAG, then GIT_BRANCH, then the active branch, then the commit', async () => {
  await using root = await temporaryFolder();
  const { work } = await makeRepository(root.path, 'project');
  const commit = await commitFiles(work, { a: '1' });
  await git(work, 'checkout', '--quiet', '-b', 'feature/x');
  const settle = async (environment: Record<string, string | undefined>) => {
    const steps = [{ [CLONE]: { repository: 'r', reference: 'auto' } }];
    const [step] = await settledPullSteps(steps, { directory: work, env: { ...env, ...environment } });
    return step?.[CLONE];
  };
  assert.deepEqual(await settle({ BUILD_TAG: 'v1', GIT_BRANCH: 'x' }), { repository: 'r', branch: 'v1' });
  assert.deepEqual(await settle({ GIT_BRANCH: 'origin/release/2' }), { repository: 'r', branch: 'release/2' });
  assert.deepEqual(await settle({}), { repository: 'r', branch: 'feature/x' });
  await git(work, 'checkout', '--quiet', '--detach');
  assert.deepEqual(await settle({}), { repository: 'r', commit_sha: commit });
  const outside = settledPullSteps([{ [CLONE]: { repository: 'r', reference: 'auto' } }], {
    directory: root.path,
    env,
  });
  await assert.rejects(outside, StepError);
});

test('pin: commit asks the private repository and stores no secret', async () => {
  await using root = await temporaryFolder();
  const { work } = await makeRepository(root.path, 'project');
  const commit = await commitFiles(work, { a: '1' });
  await git(work, 'tag', '--annotate', '--message', 'first', 'v1');
  await git(work, 'push', '--quiet', 'origin', 'main', 'v1');
  await using server = await serveGit(root.path, 't0ken-s3cret');
  const blocks = { blocks: new Map([['secret/token', { value: 't0ken-s3cret' }]]) };
  const inputs = { repository: `${server.url}/project.git`, access_token: '{{ prefect.blocks.secret.token }}' };
  for (const wanted of [{ branch: 'main' }, { tag: 'v1' }, {}]) {
    const steps = [{ [CLONE]: { ...inputs, ...wanted, pin: 'commit' } }, { 'acme.step': {} }];
    assert.deepEqual(await settledPullSteps(steps, { directory: root.path, env, blocks }), [
      { [CLONE]: { ...inputs, commit_sha: commit } },
      { 'acme.step': {} },
    ]);
  }
  const unknown = settledPullSteps([{ [CLONE]: { ...inputs, branch: 'nope', pin: 'commit' } }], {
    directory: root.path,
    env,
    blocks,
  });
  await assert.rejects(unknown, /has no branch or tag "nope"/);
  const withoutBlock = settledPullSteps([{ [CLONE]: { ...inputs, pin: 'commit' } }], { directory: root.path, env });
  await assert.rejects(withoutBlock, (error) => error instanceof StepError && /no block "token"/.test(error.message));
});

test("names that Prefect's own workers do not know are stored as those that they know", async () => {
  const steps = [
    { 'signalbox.steps.git_clone': { repository: 'r' } },
    { 'prefect_aws.projects.steps.pull_project_from_s3': { bucket: 'b', folder: 'f' } },
    { 'prefect.deployments.steps.pull.set_working_directory': { directory: '/x' } },
    { 'signalbox.steps.npm_ci': {} },
  ];
  const settled = await settledPullSteps(steps, { directory: '/', env });
  assert.deepEqual(
    settled.flatMap((step) => Object.keys(step)),
    [
      CLONE,
      'prefect_aws.deployments.steps.pull_from_s3',
      'prefect.deployments.steps.pull.set_working_directory',
      'signalbox.steps.npm_ci',
    ],
  );
});
