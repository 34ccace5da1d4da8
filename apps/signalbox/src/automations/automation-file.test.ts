import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../command-error.ts';
import { automationsFrom } from './automation-file.ts';

const ONE = { name: 'one', trigger: { posture: 'Reactive' }, actions: [{ type: 'do-nothing' }] };

const YAML = `
automations:
  - name: one
    trigger: { posture: Reactive, expect: [bell.rang] }
    actions:
      - type: do-nothing
  - name: two
    trigger: { posture: Reactive }
    actions: []
`;

test('a file has one automation, a list, or a list by name', async () => {
  assert.deepEqual(await automationsFrom(JSON.stringify(ONE), 'a.json'), { automations: [ONE], isList: false });
  assert.equal((await automationsFrom(JSON.stringify([ONE, ONE]), 'a.json')).automations.length, 2);
  const { automations, isList } = await automationsFrom(YAML, 'a.yaml');
  assert.deepEqual([automations.map(({ name }) => name), isList], [['one', 'two'], true]);
});

test('faults name the file, the automation and the field', async () => {
  const faultOf = async (text: string, file: string): Promise<string> => {
    const error = await automationsFrom(text, file).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof UsageError);
    return error.message;
  };
  assert.match(await faultOf('{', 'a.json'), /^a\.json cannot be read as JSON: /);
  assert.match(await faultOf('a: [', 'a.yml'), /^a\.yml cannot be read as YAML: /);
  assert.match(await faultOf('[]', 'a.json'), /describes no automation/);
  const wrong = JSON.stringify([ONE, { ...ONE, trigger: { posture: 'Often' }, colour: 'red' }]);
  const fault = await faultOf(wrong, 'a.json');
  assert.match(fault, /^a\.json, automation 2 is no automation:/);
  assert.match(fault, /\n {2}trigger\.posture: /);
  assert.match(fault, /colour/);
  assert.match(await faultOf('7', 'a.json'), /all of it: /);
});
