// engine: templates of automations show what happened, reach nothing else, and end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTemplate, isTemplate, renderTemplate, TemplateError } from './template.ts';

const values = {
  event: { id: 'e-1', payload: { n: 5, list: [1, 2] }, resource: { 'prefect.resource.id': 'a.1', name: 'one' } },
  flow_run: { name: 'slow-snail', state: { name: 'Failed', message: null }, ui_url: 'http://here/flow-runs/1' },
};
const rendered = (text: string) => renderTemplate(text, values);

test('shows values, also those whose names have dots', () => {
  assert.equal(rendered('{{ event.id }} {{ event.resource["prefect.resource.id"] }}'), 'e-1 a.1');
  assert.equal(rendered('{% for one in event.payload.list %}{{ one }},{% endfor %}'), '1,2,');
  assert.equal(rendered('{% if event.payload.n > 3 %}many{% else %}few{% endif %}'), 'many');
  assert.equal(rendered('{{ event.payload | tojson }}'), '{"n": 5, "list": [1, 2]}');
});

test('what is not there is empty', () => {
  assert.equal(rendered('{{ nothing }}{{ nothing.at.all }}{{ event.nothing }}'), '');
  assert.equal(rendered('{{ nothing | default("none") }}'), 'none');
});

test('the address of a thing is a filter, as in templates of Prefect', () => {
  assert.equal(rendered('{{ flow_run|ui_url }} {{ event | ui_url }}'), 'http://here/flow-runs/1 ');
});

test('a text that is no template is told from one', () => {
  for (const text of ['{{ oops ', '{% if x %}', '{% endfor %}', '{% nonsense %}', '{{ a b }}'])
    assert.throws(() => checkTemplate(text), TemplateError, text);
  checkTemplate('plain, and {{ event.id }}');
  assert.deepEqual(['{{ a }}', '{% if a %}', 'plain { text }'].map(isTemplate), [true, true, false]);
});

test('a template reaches neither the program nor the machine', () => {
  for (const text of [
    '{{ "".constructor.constructor("return process")() }}',
    '{{ event.constructor.constructor("return 1")() }}',
    '{{ process.env.PATH }}{{ globalThis }}{{ event.__proto__ }}',
  ]) {
    let shown = '';
    try {
      shown = rendered(text);
    } catch (error) {
      assert.ok(error instanceof TemplateError);
    }
    assert.equal(shown, '', text);
  }
});

test('a template that would not end is given up', () => {
  const loops = `${'{% for a in range(9999) %}'.repeat(4)}x${'{% endfor %}'.repeat(4)}`;
  assert.throws(() => rendered(loops), TemplateError);
});
