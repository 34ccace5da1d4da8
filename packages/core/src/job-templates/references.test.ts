// core: references to blocks and variables in templates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JobTemplateError } from './job-template-error.ts';
import { blockKey, findReferences, resolveReferences } from './references.ts';

const token = { block_type_slug: 'secret', block_document_name: 'token' };
const found = {
  blocks: new Map<string, Record<string, unknown>>([
    [blockKey(token), { value: 's3cr3t' }],
    ['secret/deep', { value: { a: { b: [1, { c: 5 }] } } }],
    ['local-file-system/fs', { basepath: '/x' }],
  ]),
  block_documents: new Map([['id-1', { key: 'k' }]]),
  variables: new Map<string, unknown>([
    ['region', 'eu'],
    ['sizes', { x: [1] }],
  ]),
};

test('every reference is found once', () => {
  const template = {
    a: 'x {{ prefect.blocks.secret.token }} {{ prefect.variables.region }}',
    b: ['{{prefect.blocks.secret.token.value}}', { c: { $ref: { block_document_id: 'id-1' } } }],
    d: '{{ other }}',
  };
  assert.deepEqual(findReferences(template), { blocks: [token], block_document_ids: ['id-1'], variables: ['region'] });
});

test('values take the place of references', () => {
  const template = {
    secret: '{{ prefect.blocks.secret.token }}',
    embedded: 'Bearer {{ prefect.blocks.secret.token }}{{ prefect.blocks.secret.token.value }} {{ other }}',
    object: '{{ prefect.blocks.local-file-system.fs }}',
    field: '{{ prefect.blocks.local-file-system.fs.basepath }}',
    deep: '{{ prefect.blocks.secret.deep.value.a.b[1].c }}',
    short: '{{ prefect.blocks.secret.deep.a.b[1].c }}',
    variable: '{{ prefect.variables.sizes }}',
    missing: '{{ prefect.variables.nope }}',
    document: { $ref: { block_document_id: 'id-1' } },
    list: [1, null, '{{ prefect.variables.region }}!'],
  };
  assert.deepEqual(resolveReferences(template, found), {
    secret: 's3cr3t',
    embedded: 'Bearer s3cr3ts3cr3t {{ other }}',
    object: { basepath: '/x' },
    field: '/x',
    deep: 5,
    short: 5,
    variable: { x: [1] },
    missing: '',
    document: { key: 'k' },
    list: [1, null, 'eu!'],
  });
});

test('a secret that looks like a placeholder is not read again', () => {
  const blocks = new Map([['secret/token', { value: '{{ prefect.variables.region }} $& $1' }]]);
  assert.equal(
    resolveReferences('a {{ prefect.blocks.secret.token }}', { ...found, blocks }),
    'a {{ prefect.variables.region }} $& $1',
  );
});

for (const [template, message] of [
  ['{{ prefect.blocks.secret.nope }}', /no block "nope" of type "secret"/],
  ['{{ prefect.blocks.secret.token.user }}', /no field "user".*value/],
  ['{{ prefect.blocks.secret }}', /names no block/],
  [{ $ref: { block_document_id: 'id-2' } }, /id-2: there is no block document/],
] as const) {
  test(`${JSON.stringify(template)} cannot be resolved`, () => {
    assert.throws(
      () => resolveReferences(template, found),
      (error) => error instanceof JobTemplateError && message.test(error.message) && !error.message.includes('s3cr3t'),
    );
  });
}

test('a block placeholder without a name is refused when it is looked for', () => {
  assert.throws(() => findReferences({ a: '{{ prefect.blocks.secret }}' }), JobTemplateError);
});
