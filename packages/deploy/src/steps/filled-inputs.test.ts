// deploy: outputs of steps take the place of the placeholders that name them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillStepOutputs } from './filled-inputs.ts';

const outputs = { build: { image: 'etl', tag: '1.2', tags: ['a', 'b'] } };

test('an output is put into texts, at every depth', () => {
  const value = { job_variables: { image: '{{ build.image }}:{{ build.tag }}' }, list: ['{{ build.tag }}'] };
  assert.deepEqual(fillStepOutputs(value, outputs), { job_variables: { image: 'etl:1.2' }, list: ['1.2'] });
});

test('a placeholder alone takes the output with its type', () => {
  assert.deepEqual(fillStepOutputs({ tags: '{{ build.tags }}' }, outputs), { tags: ['a', 'b'] });
});

test('what names no output stays as it is', () => {
  const value = ['{{ build.digest }}', '{{ prefect.variables.region }}', '{{ $HOME }}', '{{ build.constructor }}'];
  assert.deepEqual(fillStepOutputs(value, outputs), value);
});
