// core: job variables in job templates, with the answers that a real Prefect gave where it has one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobConfiguration } from './job-configuration.ts';
import { JobTemplateError } from './job-template-error.ts';
import { baseJobTemplateFor } from './work-pool-types.ts';

const template = (configuration: object, defaults: Record<string, unknown> = {}) => ({
  job_configuration: { ...configuration },
  variables: {
    properties: {
      opt: { type: 'string' },
      ...Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { default: value }])),
    },
  },
});

test('a run overrides its deployment, which overrides the defaults of the pool', () => {
  const configuration = jobConfiguration({
    base_job_template: template({ a: '{{ a }}', b: '{{ b }}', c: '{{ c }}' }, { a: 1, b: 1, c: 1 }),
    job_variables: [{ b: 2, c: 2 }, { c: 3 }],
  });
  assert.deepEqual(configuration, { a: 1, b: 2, c: 3 });
});

test('env is merged name by name, other objects are replaced', () => {
  const configuration = jobConfiguration({
    base_job_template: template({ env: '{{ env }}', labels: '{{ labels }}' }, { env: { A: '1' }, labels: { L: '1' } }),
    job_variables: [{ env: { B: '2' }, labels: { M: '2' } }, { env: { A: '3' } }],
  });
  assert.deepEqual(configuration, { env: { A: '3', B: '2' }, labels: { M: '2' } });
});

test('a fixed env of the template keeps its names beside those of the variables', () => {
  const configuration = jobConfiguration({
    base_job_template: template({ env: { S: 's', Z: '{{ env.B }}' } }),
    job_variables: [{ env: { B: '1' } }],
  });
  assert.deepEqual(configuration, { env: { S: 's', Z: '1', B: '1' } });
});

test('a variable that is not set drops its key, one set to null does not', () => {
  const base_job_template = template({ keep: 'x', opt: '{{ opt }}', list: ['{{ opt }}', { in: '{{ opt }}' }] });
  assert.deepEqual(jobConfiguration({ base_job_template, job_variables: [null, undefined] }), {
    keep: 'x',
    list: [{}],
  });
  assert.deepEqual(jobConfiguration({ base_job_template, job_variables: [{ opt: null }] }), {
    keep: 'x',
    opt: null,
    list: [null, { in: null }],
  });
});

test('a whole placeholder keeps the type, an embedded one becomes text', () => {
  const base_job_template = template({
    whole: '{{n}}',
    list: '{{ l }}',
    text: 'cpu={{ n }} {{ l }} {{ opt }}.',
    path: '{{ l[1].x }}',
    dashed: '{{ a-b }}',
    odd: '{{ a b }} {{ }} {{{ n }}}',
    '{{ n }}': 'keys stay',
    reference: '{{ prefect.blocks.secret.token }} {{ n }}',
    value: '{{ v }}',
  });
  assert.deepEqual(
    jobConfiguration({ base_job_template, job_variables: [{ n: 2, l: [1, { x: true }], 'a-b': 1, v: '{{ n }}' }] }),
    {
      whole: 2,
      list: [1, { x: true }],
      text: 'cpu=2 [1,{"x":true}] .',
      path: true,
      dashed: 1,
      odd: '{{ a b }} {{ }} {2}',
      '{{ n }}': 'keys stay',
      reference: '{{ prefect.blocks.secret.token }} 2',
      value: '{{ n }}',
    },
  );
});

test('the environment is read where it is given', () => {
  const base_job_template = template({ home: '{{ $HOME }}', none: '{{ $NONE }}' });
  const configuration = jobConfiguration({ base_job_template, job_variables: [], environment: { HOME: '/home/me' } });
  assert.deepEqual(configuration, { home: '/home/me' });
});

test('values named like parts of an object are not mistaken for it', () => {
  const base_job_template = template({ a: '{{ constructor }}', b: '{{ x.length }}', c: '{{ x[9] }}' });
  assert.deepEqual(jobConfiguration({ base_job_template, job_variables: [{ x: 'text' }] }), {});
});

test('a template without a job configuration is refused', () => {
  assert.throws(() => jobConfiguration({ base_job_template: {}, job_variables: [] }), JobTemplateError);
});

test('a process pool needs no variables', () => {
  const configuration = jobConfiguration({ base_job_template: baseJobTemplateFor('process'), job_variables: [] });
  assert.deepEqual(configuration, { stream_output: true });
});

test('an unknown type of work pool names those that exist', () => {
  assert.throws(() => baseJobTemplateFor('proces'), /"proces" is not a type.*process/);
});
