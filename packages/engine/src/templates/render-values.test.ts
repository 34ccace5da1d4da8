// engine: parameters of an automation's run are rendered as a Prefect 3.8.8 server renders them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderValues, templatesIn, variablesIn } from './render-values.ts';

const values = {
  objects: { event: { id: 'e-1', resource: { id: 'a.1' }, payload: { n: 5 } } },
  variables: new Map<string, unknown>([['limits', { k: 3 }]]),
};

test('texts with templates, marked templates, marked JSON and variables', () => {
  const given = {
    plain: 'text',
    x: '{{ event.resource.id }}',
    y: { __prefect_kind: 'jinja', template: '{{ event.payload.n }} {{ event.id }}' },
    z: { __prefect_kind: 'json', value: '{"q": [1]}' },
    w: { __prefect_kind: 'json', value: { __prefect_kind: 'jinja', template: '{"n": {{ event.payload.n }} }' } },
    v: [{ __prefect_kind: 'workspace_variable', variable_name: 'limits' }],
    deep: { list: [1, null, true, '{{ event.id }}'] },
  };
  assert.deepEqual(renderValues(given, values), {
    plain: 'text',
    x: 'a.1',
    y: '5 e-1',
    z: { q: [1] },
    w: { n: 5 },
    v: [{ k: 3 }],
    deep: { list: [1, null, true, 'e-1'] },
  });
  assert.deepEqual(variablesIn(given), ['limits']);
  assert.deepEqual(templatesIn(given), ['{{ event.payload.n }} {{ event.id }}', '{"n": {{ event.payload.n }} }']);
});

test('what is marked as JSON and is none is refused', () => {
  assert.throws(() => renderValues({ __prefect_kind: 'json', value: '{' }, values), SyntaxError);
});
