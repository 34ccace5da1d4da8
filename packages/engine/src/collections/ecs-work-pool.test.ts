// engine: the templates of ecs pools are those of Prefect, field by field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseJobTemplateFor, type JsonObject } from '@signalbox/core';
import workPoolTypes from './work-pool-types.json' with { type: 'json' };

const PROSE = new Set(['title', 'description']);

/** Without what is only for people. The names of properties are kept, whatever they are. */
function withoutProse(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutProse(entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => areNames || !PROSE.has(key))
      .map(([key, field]) => [key, withoutProse(field, key === 'properties')]),
  );
}

const prefects: JsonObject = workPoolTypes['prefect-aws'].ecs.default_base_job_configuration;

test('an ecs pool has the variables and the job configuration of Prefect', () => {
  assert.deepEqual(withoutProse(baseJobTemplateFor('ecs')), withoutProse(prefects));
});

test('a push pool has the same, and needs credentials', () => {
  const { job_configuration, variables } = baseJobTemplateFor('ecs:push');
  const { required, ...others } = variables;
  assert.deepEqual(required, ['aws_credentials']);
  assert.deepEqual(withoutProse({ job_configuration, variables: others }), withoutProse(prefects));
});

test('every variable has a title and a description', () => {
  const { properties } = baseJobTemplateFor('ecs').variables;
  assert.ok(typeof properties === 'object' && properties !== null);
  for (const [name, schema] of Object.entries(properties)) {
    assert.ok(schema.title, `${name} has no title`);
    assert.ok(schema.description, `${name} has no description`);
  }
});
