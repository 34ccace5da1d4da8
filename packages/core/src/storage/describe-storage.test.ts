// core: where code comes from is told for each kind of storage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeStorage } from './describe-storage.ts';

const PREFECT = 'prefect.deployments.steps';
const NOTHING = { repository: null, reference: null, commit: null, path: null, image: null, digest: null };

type Steps = Parameters<typeof describeStorage>[0];
const cases: [string, Steps, Record<string, unknown>, Record<string, unknown>][] = [
  ['nothing', null, {}, { kind: 'none' }],
  ['a folder', [{ [`${PREFECT}.set_working_directory`]: { directory: '/srv' } }], {}, { kind: 'local', path: '/srv' }],
  [
    'a branch',
    [{ [`${PREFECT}.git_clone`]: { repository: 'https://me:t0ken@git.example/a.git', branch: 'main' } }],
    {},
    { kind: 'git', repository: 'https://git.example/a.git', reference: 'main' },
  ],
  [
    'a commit, in a folder of it',
    [
      { [`${PREFECT}.git_clone`]: { id: 'code', repository: 'git@host:a.git', branch: 'main', commit_sha: 'abc' } },
      { [`${PREFECT}.pip_install_requirements`]: { directory: '{{ code.directory }}' } },
      { [`${PREFECT}.set_working_directory`]: { directory: '{{ code.directory }}/flows' } },
    ],
    {},
    { kind: 'git', repository: 'git@host:a.git', commit: 'abc', path: 'flows' },
  ],
  [
    'a bucket, by an older name',
    [{ 'prefect_aws.projects.steps.pull_project_from_s3': { bucket: 'b', folder: 'f' } }],
    {},
    { kind: 's3', repository: 's3://b', path: 'f' },
  ],
  [
    'a container',
    [{ 'prefect_azure.deployments.steps.pull_from_azure_blob_storage': { container: 'c', folder: 'f' } }],
    {},
    { kind: 'azure', repository: 'azure://c', path: 'f' },
  ],
  [
    'an image with a digest',
    [{ [`${PREFECT}.set_working_directory`]: { directory: '/opt/prefect/shop' } }],
    { image: `r.example/shop@sha256:${'a'.repeat(64)}` },
    {
      kind: 'image',
      path: '/opt/prefect/shop',
      image: `r.example/shop@sha256:${'a'.repeat(64)}`,
      digest: `sha256:${'a'.repeat(64)}`,
    },
  ],
  [
    'code from git in an image',
    [{ [`${PREFECT}.git_clone`]: { repository: 'x' } }],
    { image: 'r/i:1' },
    { kind: 'git', repository: 'x', image: 'r/i:1' },
  ],
  ['a step of others', [{ 'acme.steps.fetch': {} }], {}, { kind: 'other' }],
];

for (const [what, steps, variables, expected] of cases) {
  test(`the storage is told: ${what}`, () => {
    assert.deepEqual(describeStorage(steps, variables), { ...NOTHING, ...expected });
  });
}
