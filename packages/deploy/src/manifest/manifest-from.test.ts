// deploy: what is wrong in a manifest is told with its place, its field and its mend.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManifestRejectedError } from './errors.ts';
import { manifestFrom } from './manifest-from.ts';
import { manifestSourceFrom } from './yaml-source.ts';

const surroundings = {
  environment: { SET: 'value' },
  found: { variables: new Map([['region', 'eu']]), blocks: new Map([['secret/token', { value: 's3cr3t' }]]) },
};
const read = (text: string) => manifestFrom(manifestSourceFrom(text, 'prefect.yaml'), surroundings);

/** A manifest with one deployment; `rest` begins at line 5. */
const one = (rest: string, common = '') =>
  `deployments:\n  - name: a\n    entrypoint: flow.ts:a\n    work_pool: {name: local}\n${rest}\n${common}`;

function errorsOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof ManifestRejectedError);
    return error.errors.map((each) => `${each.name} ${each.message}`);
  }
  return [];
}

const wrong: [string, string, RegExp[]][] = [
  ['no YAML', 'deployments: [\n', [/^ManifestSyntaxError prefect\.yaml:2:1 the file is not valid YAML/]],
  ['a key twice', 'name: a\nname: b\ndeployments: []', [/^ManifestSyntaxError prefect\.yaml:2:1 .*unique/]],
  ['an empty file', '', [/prefect\.yaml:1:1 deployments: this field is missing/]],
  [
    'no deployments',
    'deployments: []',
    [/prefect\.yaml:1:14 deployments: a list is not allowed here\. Write a list with at least one/],
  ],
  ['a list instead of a manifest', '- a', [/1:1 this must be a map/]],
  [
    'an unknown field',
    one('    work_pol: x'),
    [/^UnknownFieldError prefect\.yaml:5:5 deployments\[0\]\.work_pol: .*Did you mean "work_pool"\?$/],
  ],
  ['an unknown field far from all', one('', 'zzz: 1'), [/6:1 zzz: .*Use one of name, prefect-version/]],
  [
    'an unknown field of a pool',
    one('').replace('{name: local}', '{name: local, queue: x}'),
    [/4:30 .*work_pool\.queue: .*Use one of/],
  ],
  [
    'a name with a slash',
    one('').replace('name: a', 'name: a/b'),
    [/^InvalidValueError .*2:11 .*name: the text "a\/b" is not allowed/],
  ],
  [
    'no name',
    'deployments:\n  - entrypoint: a.ts:b\n    work_pool: {name: x}',
    [/2:5 deployments\[0\]\.name: this field is missing/],
  ],
  [
    'an entrypoint without a name',
    one('').replace('flow.ts:a', 'flow.ts'),
    [/3:17 .*"flow\.ts" is not an entrypoint\. Write it as path/],
  ],
  [
    'tags as a text',
    one('    tags: nightly'),
    [/5:11 .*tags: this must be a list, but is the text "nightly"\. Write a list/],
  ],
  [
    'a version as a number',
    one('    version: 1.20'),
    [/5:14 .*version: this must be a text, but is 1\.2\. .*in quotes/],
  ],
  ['a limit of 0', one('    concurrency_limit: 0'), [/5:24 .*concurrency_limit/]],
  [
    'a limit with a wrong strategy',
    one('    concurrency_limit: {limit: 1, collision_strategy: QUEUE}'),
    [/5:55 .*collision_strategy: .*Write ENQUEUE or CANCEL_NEW/],
  ],
  ['an unknown build step', one('    build: [{a: b}]'), [/5:14 .*build\[0\]\.a: "a" is not a build step/]],
  [
    'a broken cron',
    one('    schedule: {cron: "99 * * * *"}'),
    [/^InvalidScheduleError prefect\.yaml:5:22 deployments\[0\]\.schedule\.cron: "99" in the field "minute"/],
  ],
  [
    'a broken time zone',
    one('    schedules: [{cron: "@daily", timezone: Nope}]'),
    [/5:44 .*schedules\[0\]\.timezone: "Nope" is not/],
  ],
  [
    'two kinds in one schedule',
    one('    schedules: [{cron: "@daily", interval: 5}]'),
    [/5:17 .*cron and interval exclude each other/],
  ],
  ['no kind of schedule', one('    schedules: [{timezone: UTC}]'), [/this is no schedule/]],
  [
    'a field of another kind',
    one('    schedules: [{cron: "@daily", anchor_date: 2026-01-01T00:00:00Z}]'),
    [/5:47 .*anchor_date belongs to interval/],
  ],
  ['an anchor that is no time', one('    schedule: {interval: 5, anchor_date: soon}'), [/"soon" is not a time/]],
  [
    'schedule and schedules',
    one('    schedule: {cron: "@daily"}\n    schedules: []'),
    [/5:5 .*schedule and schedules exclude each other/],
  ],
  [
    'an unknown step',
    one('', 'pull: [{prefect.deployments.steps.git_clon: {}}]'),
    [/6:9 .*git_clon" is not a pull step\. Did you mean/],
  ],
  [
    'a step without its input',
    one('    pull:\n      - prefect.deployments.steps.git_clone: {branch: main}'),
    [/6:46 .*repository: this field is missing/],
  ],
  [
    'an unknown placeholder',
    one('    description: "a {{ image }}"'),
    [/^UnresolvedPlaceholderError prefect\.yaml:5:18 .*\{\{ image \}\} stands for nothing here/],
  ],
  [
    'a block that would be shown',
    one('    tags: ["{{ prefect.blocks.secret.t }}"]'),
    [/5:12 .*tags\[0\]: a block cannot be used here/],
  ],
  [
    'a block that is missing',
    one('    parameters: {a: "{{ prefect.blocks.secret.t }}"}'),
    [/5:21 .*parameters\.a: .*no block "t" of type "secret"/],
  ],
  ['a block without a name', one('    parameters: {a: "{{ prefect.blocks.secret }}"}'), [/5:21 .*names no block/]],
  [
    'a schedule that two deployments share, once',
    'definitions:\n  s: &s {cron: "99 * * * *"}\ndeployments:\n  - &a {name: a, entrypoint: a.ts:a, work_pool: {name: x}, schedules: [*s]}\n  - {<<: *a, name: b}',
    [/2:16 .*"99"/],
  ],
];

for (const [what, text, messages] of wrong) {
  test(`${what} is refused`, () => {
    const found = errorsOf(text);
    assert.equal(found.length, messages.length, found.join('\n'));
    for (const [place, message] of messages.entries()) assert.match(found[place] ?? '', message);
  });
}

test('anchors, merges and placeholders are resolved', () => {
  const manifest = read(`
definitions:
  base: &base
    entrypoint: flow.ts:a
    work_pool: {name: "{{ $SET }}", work_queue_name: null, job_variables: {a: 1}}
    schedules: &schedules
      - {cron: "@daily", timezone: null, active: null}
pull:
  - prefect.deployments.steps.git_clone: {id: code, repository: x, access_token: "{{ prefect.blocks.secret.token }}"}
  - prefect.deployments.steps.set_working_directory: {directory: "{{ code.directory }}/{{ $SET }}"}
deployments:
  - {<<: *base, name: a, version: "{{ prefect.variables.region }}", description: "{{ $UNSET }}."}
  - {<<: *base, name: b, schedules: [], pull: [], concurrency_limit: {limit: 2}}
`);
  const [a, b] = manifest.deployments;
  assert.deepEqual(a, {
    path: ['deployments', 0],
    name: 'a',
    entrypoint: 'flow.ts:a',
    description: '.',
    version: 'eu',
    tags: [],
    parameters: {},
    paused: false,
    schedules: [
      {
        path: ['deployments', 0, 'schedules', 0],
        schedule: { cron: '@daily', timezone: null, day_or: true },
        active: undefined,
        slug: undefined,
        parameters: undefined,
      },
    ],
    concurrency: null,
    enforce_parameter_schema: null,
    work_pool: { name: 'value', work_queue_name: null, job_variables: { a: 1 } },
    build: null,
    push: null,
    triggers: [],
    pull: [
      {
        'prefect.deployments.steps.git_clone': {
          id: 'code',
          repository: 'x',
          access_token: '{{ prefect.blocks.secret.token }}',
        },
      },
      { 'prefect.deployments.steps.set_working_directory': { directory: '{{ code.directory }}/value' } },
    ],
  });
  assert.deepEqual(b?.schedules, []);
  assert.deepEqual(b?.pull, []);
  assert.equal(b?.concurrency?.limit, 2);
});

test('a flow may use the steps of others, and a Python flow all that Prefect knows', () => {
  assert.deepEqual(errorsOf(one('    pull: [{acme.deployments.steps.pull_from_ftp: {bucket: b}}]')), []);
  const text = one('    pull: [{prefect_aws.deployments.steps.pull_from_moon: {bucket: b}}]');
  assert.equal(errorsOf(text).length, 1);
  assert.deepEqual(errorsOf(text.replace('flow.ts', 'flow.py')), []);
});

test('a manifest is named by itself, else by its folder', () => {
  assert.equal(read(one('', 'name: shop')).name, 'shop');
  const unnamed = manifestSourceFrom(one(''), '/projects/warehouse/prefect.yaml');
  assert.equal(manifestFrom(unnamed, surroundings).name, 'warehouse');
});

test('prefect.yaml is read as Python reads it, signalbox.yaml as YAML 1.2', () => {
  const text = one('    parameters: {on_demand: yes, short: y, when: 2026-01-31, off: 010}');
  const parametersOf = (file: string): unknown =>
    manifestFrom(manifestSourceFrom(text, file), surroundings).deployments[0]?.parameters;
  assert.deepEqual(parametersOf('prefect.yaml'), { on_demand: true, short: 'y', when: '2026-01-31', false: 8 });
  assert.deepEqual(parametersOf('signalbox.yaml'), { on_demand: 'yes', short: 'y', when: '2026-01-31', off: 10 });
});

test('triggers become what the server takes, named after the deployment and their place', () => {
  const [deployment] = read(
    one(`    triggers:
      - {expect: [a, a], within: PT1M, threshold: 2, parameters: {x: "{{ event.id }}"}, schedule_after: 30}
      - {name: own, enabled: false, type: sequence, triggers: [{expect: [a]}, {posture: Proactive, within: 60}]}`),
  ).deployments;
  const event = { type: 'event', match: {}, match_related: {}, after: [], for_each: [], threshold: 1, within: 0 };
  assert.deepEqual(deployment?.triggers, [
    {
      path: ['deployments', 0, 'triggers', 0],
      name: 'a__automation_1',
      description: '',
      enabled: true,
      trigger: { ...event, expect: ['a'], posture: 'Reactive', threshold: 2, within: 60 },
      parameters: { x: '{{ event.id }}' },
      job_variables: null,
      schedule_after: 30,
    },
    {
      path: ['deployments', 0, 'triggers', 1],
      name: 'own',
      description: '',
      enabled: false,
      trigger: {
        type: 'sequence',
        within: null,
        triggers: [
          { ...event, expect: ['a'], posture: 'Reactive' },
          { ...event, expect: [], posture: 'Proactive', within: 60 },
        ],
      },
      parameters: null,
      job_variables: null,
      schedule_after: 0,
    },
  ]);
});

test('what the manifest declares itself may be referred to, before the server has it', () => {
  const manifest = read(`
blocks:
  - {type: secret, name: key, data: {value: "{{ $SET }}"}}
variables:
  - {name: size, value: {small: 1}}
  - {name: region, value: "{{ $SET }}-eu"}
workPools:
  - {name: cluster, type: kubernetes, base_job_template: {job_configuration: {image: "{{ image }}", home: "{{ $HOME }}"}}}
automations:
  - {name: tell, trigger: {posture: Reactive, expect: [x]}, actions: [{type: cancel-flow-run}], description: "{{ event.id }}"}
deployments:
  - name: a
    entrypoint: flow.ts:a
    parameters: {size: "{{ prefect.variables.size }}", region: "{{ prefect.variables.region }}", key: "{{ prefect.blocks.secret.key }}"}
    work_pool: {name: cluster, job_variables: {key: "{{ prefect.blocks.secret.key }}"}}
`);
  assert.deepEqual(manifest.deployments[0]?.parameters, { size: { small: 1 }, region: 'value-eu', key: 'value' });
  assert.deepEqual(manifest.deployments[0]?.work_pool.job_variables, { key: '{{ prefect.blocks.secret.key }}' });
  assert.deepEqual(manifest.blocks, [
    { path: ['blocks', 0], body: { name: 'key', block_type_slug: 'secret', data: { value: 'value' } } },
  ]);
  assert.deepEqual(manifest.workPools[0]?.body.base_job_template, {
    job_configuration: { image: '{{ image }}', home: '{{ $HOME }}' },
  });
  assert.equal(manifest.automations[0]?.body.description, '{{ event.id }}');
  assert.deepEqual(manifest.notices, []);
});

test('a manifest that declares something else needs no deployments', () => {
  assert.deepEqual(read('variables: [{name: a, value: 1}]').deployments, []);
});

test('outputs of build and push steps stay for those who carry them out', () => {
  const [deployment] = read(
    one(
      '    version: "{{ image.tag }}"\n    tags: ["{{ own.anything }}", "{{ tag }}"]',
      `build:
  - prefect_docker.deployments.steps.build_docker_image: {id: image, image_name: acme}
  - ./steps/own.ts:own: {id: own}`,
    ),
  ).deployments;
  assert.equal(deployment?.version, '{{ image.tag }}');
  assert.deepEqual(deployment?.tags, ['{{ own.anything }}', '{{ tag }}']);
  assert.equal(deployment?.build?.length, 2);
});
