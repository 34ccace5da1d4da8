// deploy: the published JSON schema of manifests is that of the code, and tells right from wrong.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { manifestJsonSchema, manifestSourceFrom } from '../src/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PUBLISHED = join(ROOT, 'apps/signalbox/manifest.schema.json');

test('the published schema is up to date: WRITE_MANIFEST_SCHEMA=1 writes it', () => {
  const schema: unknown = JSON.parse(JSON.stringify(manifestJsonSchema()));
  if (process.env.WRITE_MANIFEST_SCHEMA === '1') writeFileSync(PUBLISHED, `${JSON.stringify(schema, null, 2)}\n`);
  assert.deepEqual(JSON.parse(readFileSync(PUBLISHED, 'utf8')), schema);
});

test('the package signalbox ships it', () => {
  const { files, exports } = JSON.parse(readFileSync(join(ROOT, 'apps/signalbox/package.json'), 'utf8'));
  assert.ok(files.includes('manifest.schema.json'));
  assert.equal(exports['./manifest.schema.json'], './manifest.schema.json');
});

const accepts = (values: unknown): boolean =>
  z.fromJSONSchema(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).safeParse(values).success;

const valuesOf = (text: string): unknown => manifestSourceFrom(text, 'signalbox.yaml').values;

test('editors accept what is right, placeholders too', () => {
  assert.ok(accepts(valuesOf(readFileSync(join(ROOT, 'examples/prefect.yaml'), 'utf8'))));
  const manifest = `
name: shop
deployments:
  - name: "load-{{ matrix.city }}"
    matrix: {city: [rome]}
    entrypoint: flows.ts:load
    schedules: [{interval: "{{ $EVERY }}", active: "{{ $ACTIVE }}"}]
    concurrency_limit: 3
    triggers: [{type: sequence, within: PT1M, triggers: [{expect: [a]}, {type: compound, require: any, triggers: [{posture: Proactive, within: 60}]}]}]
workPools: [{name: local, type: process, concurrency_limit: 5}]
blocks: [{name: key, type: secret, data: {value: "{{ $KEY }}"}}]
variables: [{name: region, value: {a: [1]}}]
automations: [{name: tell, trigger: {posture: Reactive, expect: [x]}, actions: [{type: do-nothing}]}]
environments: {dev: {schedules: off, work_pool: {name: local}, deployments: [{name: load, tags: [x]}]}}
branches: {main: dev}
`;
  assert.ok(accepts(valuesOf(manifest)));
});

test('editors mark what is wrong', () => {
  const one = (rest: string): unknown =>
    valuesOf(`deployments: [{name: a, entrypoint: "f.ts:a", work_pool: {name: x}${rest}`);
  assert.ok(accepts(one('}]')));
  for (const rest of [
    ', work_pol: x}]',
    ', tags: nightly}]',
    ', schedules: [{interval: often}]}]',
    ', concurrency_limit: 0}]',
    ', triggers: [{expect: [x], posture: Active}]}]',
    '}]\nenviroments: {}',
    '}]\nenvironments: {dev: {sufix: x}}',
    '}]\nworkPools: [{type: process}]',
    '}]\nautomations: [{name: x, trigger: {posture: Reactive}, actions: [{type: nope}]}]',
  ])
    assert.equal(accepts(one(rest)), false, rest);
});
