// deploy: the names and inputs of steps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isForeignStep,
  isModuleStep,
  isPythonStep,
  STEPS,
  stepIssues,
  stepNamed,
  stepNames,
} from './step-catalogue.ts';

test("a step goes by Prefect's names, old and new, and by ours", () => {
  const own = 'prefect.deployments.steps.git_clone';
  for (const name of [
    own,
    'prefect.deployments.steps.pull.git_clone',
    'prefect.projects.steps.git_clone_project',
    'signalbox.steps.git_clone',
  ]) {
    assert.equal(stepNamed(name)?.name, own);
  }
  assert.equal(
    stepNamed('prefect_aws.projects.steps.pull_project_from_s3')?.name,
    'prefect_aws.deployments.steps.pull_from_s3',
  );
  assert.equal(stepNamed('prefect.deployments.steps.git_clon'), null);
});

test('no name stands for two steps', () => {
  const names = Object.entries(STEPS).flatMap(([name, { aliases }]) => [name, ...aliases]);
  assert.equal(new Set(names).size, names.length);
});

test('an image is not built before each run', () => {
  assert.ok(!stepNames('pull').includes('prefect_docker.deployments.steps.build_docker_image'));
  assert.ok(stepNames('build').includes('prefect_docker.deployments.steps.build_docker_image'));
});

test('modules and Python functions are told from our own steps', () => {
  assert.ok(isModuleStep('./steps/tag-image.ts:tagImage'));
  assert.ok(!isModuleStep('prefect.deployments.steps.git_clone'));
  assert.ok(isPythonStep('my_company.steps.notify'));
  assert.ok(!isPythonStep('prefect.deployments.steps.git_clone'));
  assert.ok(!isPythonStep('notify'));
});

test('a slip in a name of ours is not taken for a step of others', () => {
  for (const name of [
    'acme.steps.notify',
    './a.ts:b',
    'prefect.deployments.steps.pull_with_block',
    'prefect_slack.steps.tell',
  ])
    assert.ok(isForeignStep(name), name);
  for (const name of ['prefect.deployments.steps.git_clon', 'prefect_aws.steps.x', 'signalbox.steps.npm', 'notify', ''])
    assert.ok(!isForeignStep(name), name);
});

test('inputs are checked, and a placeholder may stand for any type', () => {
  const step = STEPS['prefect.deployments.steps.git_clone'];
  assert.deepEqual(stepIssues(step, { repository: 'x', include_submodules: '{{ $SUBMODULES }}' }), []);
  assert.deepEqual(
    stepIssues(step, { include_submodules: 'yes' }).map(({ path }) => path),
    [['repository'], ['include_submodules']],
  );
});
