// core: what stands for other values in a form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formValues, unclosedMark, variableNamesIn } from './form-values.ts';

const as = (kind: string | null, members: Record<string, unknown> = {}) => ({ __prefect_kind: kind, ...members });
const variables = new Map<string, unknown>([['city', 'Gdańsk']]);

test('JSON, plain values and variables are put in their place, wherever they stand', () => {
  const values = {
    a: as('json', { value: '[1, 2]' }),
    b: { c: [as('workspace_variable', { variable_name: 'city' }), as('none', { value: 3 })] },
    d: as(null, { value: 'x' }),
  };
  assert.deepEqual(formValues(values, variables), {
    value: { a: [1, 2], b: { c: ['Gdańsk', 3] }, d: 'x' },
    issues: [],
    open: [],
  });
  assert.deepEqual(variableNamesIn(values), ['city']);
});

test('what names nothing is left out', () => {
  const values = { a: as('json'), b: as('workspace_variable'), c: 1 };
  assert.deepEqual(formValues(values, variables).value, { c: 1 });
});

test('a template stays, and its place is open', () => {
  const { value, issues, open } = formValues({ a: [as('jinja', { template: '{{ x }}' })] }, variables);
  assert.deepEqual(
    { value, issues, open },
    {
      value: { a: [as('jinja', { template: '{{ x }}' })] },
      issues: [],
      open: [['a', 0]],
    },
  );
});

test('what cannot be put in its place is told with its place', () => {
  const values = {
    a: as('json', { value: '{' }),
    b: [as('workspace_variable', { variable_name: 'nowhere' })],
    c: as('jinja', { template: '{{ x' }),
    d: as('none'),
    e: as('jinja'),
  };
  const { issues, open } = formValues(values, variables);
  assert.deepEqual(
    issues.map(({ path }) => path),
    [['a'], ['b', 0], ['c'], ['d'], ['e']],
  );
  assert.deepEqual(
    open,
    issues.map(({ path }) => path),
  );
  assert.match(issues[1]?.message ?? '', /no variable 'nowhere'/);
});

test('a mark that is never closed is found, marks within marks are not', () => {
  assert.equal(unclosedMark('{{ a }} {% if b %}{# c #}'), null);
  assert.equal(unclosedMark('{{ a }} {% if'), '{%');
  assert.equal(unclosedMark('{# {{ #} {{ x'), '{{');
  assert.equal(unclosedMark('plain'), null);
});
