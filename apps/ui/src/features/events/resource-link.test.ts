import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resourceText } from './resource-link.ts';

const hrefOf = (id: string, name?: string) =>
  resourceText({ 'prefect.resource.id': id, ...(name === undefined ? {} : { 'prefect.resource.name': name }) }).href;

test('resources lead to the pages about them, by id or by name', () => {
  assert.equal(hrefOf('prefect.flow-run.1'), '/flow-runs/1');
  assert.equal(hrefOf('prefect.flow.1'), '/flows/1');
  assert.equal(hrefOf('prefect.event.1'), '/events/1');
  assert.equal(hrefOf('prefect.work-pool.1', 'my pool'), '/work-pools/my%20pool');
  assert.equal(hrefOf('prefect.variable.1'), '/variables');
});

test('what has no page has no link', () => {
  for (const id of ['prefect.worker.process.one', 'prefect.work-pool.1', 'my.thing', '', 'prefect.flow.'])
    assert.equal(hrefOf(id), null, id);
});

test('a role and a name are told, a foreign id as it is', () => {
  assert.deepEqual(resourceText({ 'prefect.resource.id': 'my.thing', 'prefect.resource.role': 'part' }), {
    id: 'my.thing',
    kind: '',
    name: null,
    role: 'part',
    href: null,
  });
});
