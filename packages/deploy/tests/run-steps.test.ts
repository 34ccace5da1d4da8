// deploy: steps are carried out in order, hand on what they made, and keep secrets to themselves.
import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSteps, StepError } from '../src/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SCRIPT = 'prefect.deployments.steps.run_shell_script';
const SET = 'prefect.deployments.steps.set_working_directory';

const env = { ...process.env, GREETING: 'hello' };

async function failure(act: Promise<unknown>): Promise<StepError> {
  try {
    await act;
  } catch (error) {
    assert.ok(error instanceof StepError, String(error));
    return error;
  }
  return assert.fail('nothing failed');
}

test('later steps get the outputs of earlier ones, by id and by their own names', async () => {
  await using root = await temporaryFolder();
  const { outputs } = await runSteps(
    [
      { [SCRIPT]: { id: 'first', script: 'echo one' } },
      { [SCRIPT]: { id: 'second', script: 'echo {{ first.stdout }}-{{ stdout }}-{{ earlier }}' } },
    ],
    { phase: 'build', cwd: root.path, env, outputs: { earlier: 'zero' } },
  );
  assert.deepEqual(outputs, {
    earlier: 'zero',
    first: { stdout: 'one', stderr: '' },
    second: { stdout: 'one-one-zero', stderr: '' },
    stdout: 'one-one-zero',
    stderr: '',
  });
});

test('each line of a script is a command of its own, without a shell', async () => {
  await using root = await temporaryFolder();
  const say: string[] = [];
  const script = (inputs: Record<string, unknown>) =>
    runSteps([{ [SCRIPT]: inputs }], { phase: 'pull', cwd: root.path, env, say: (line) => say.push(line) });
  assert.equal((await script({ script: 'echo "a  b" | c; $HOME\necho two' })).outputs.stdout, 'a  b | c; $HOME\ntwo');
  assert.deepEqual(say, ['a  b | c; $HOME', 'two']);
  const expanded = await script({ script: 'echo $GREETING $MORE', env: { MORE: 1 }, expand_env_vars: true });
  assert.equal(expanded.outputs.stdout, 'hello 1');
  assert.equal((await script({ script: 'echo a | tr a b && pwd', shell: true })).outputs.stdout, `b\n${root.path}`);
});

test('a script that fails says how, and nothing after it runs', async () => {
  await using root = await temporaryFolder();
  const script = 'sh -c "echo broken >&2; exit 3"\ntouch after';
  const error = await failure(runSteps([{ [SCRIPT]: { script } }], { phase: 'pull', cwd: root.path, env }));
  assert.match(error.message, /run_shell_script: sh ended with 3:\nbroken/);
  await assert.rejects(readFile(join(root.path, 'after')), { code: 'ENOENT' });
  const none = await failure(
    runSteps([{ [SCRIPT]: { script: 'no-such-program' } }], { phase: 'pull', cwd: root.path, env }),
  );
  assert.match(none.message, /no program "no-such-program"/);
});

test('later steps work where set_working_directory went', async () => {
  await using root = await temporaryFolder({ 'sub/file.txt': 'here' });
  const steps = [{ [SET]: { directory: 'sub' } }, { [SCRIPT]: { script: 'cat file.txt' } }];
  const { outputs, directory } = await runSteps(steps, { phase: 'pull', cwd: root.path, env });
  assert.equal(outputs.stdout, 'here');
  assert.equal(directory, join(root.path, 'sub'));
});

test('secrets of blocks are in nothing that is said', async () => {
  await using root = await temporaryFolder();
  const blocks = {
    blocks: new Map<string, Record<string, unknown>>([
      ['secret/token', { value: 'very-s3cret' }],
      ['gitlab-credentials/work', { token: 'other-s3cret', url: 'https://git.example' }],
    ]),
  };
  const say: string[] = [];
  const options = { phase: 'pull', cwd: root.path, env, blocks, say: (line: string) => say.push(line) } as const;
  const script =
    'echo {{ prefect.blocks.secret.token }} {{ prefect.blocks.gitlab-credentials.work.token }} https://git.example';
  const { outputs } = await runSteps([{ [SCRIPT]: { script } }], options);
  assert.equal(outputs.stdout, 'very-s3cret other-s3cret https://git.example');
  assert.deepEqual(say, ['******** ******** https://git.example']);
  const failing = 'sh -c "echo {{ prefect.blocks.secret.token }} >&2; exit 1"';
  const error = await failure(runSteps([{ [SCRIPT]: { script: failing } }], options));
  assert.match(error.message, /\*{8}/);
  assert.ok(!`${error.stack} ${JSON.stringify(error)}`.includes('s3cret'));
});

test('a function of a module of the project is a step', async () => {
  await using root = await temporaryFolder({
    'steps/greet.ts': `
      export async function greet(inputs: { name: string }, { directory, say }: { directory: string; say: (line: string) => void }) {
        say('greeting ' + inputs.name);
        return { greeting: 'hello ' + inputs.name, place: directory };
      }
      export function fail() { throw new Error('not today'); }`,
  });
  const say: string[] = [];
  const options = { phase: 'build', cwd: root.path, env, say: (line: string) => say.push(line) } as const;
  const { outputs } = await runSteps([{ './steps/greet.ts:greet': { id: 'greet', name: 'Ada' } }], options);
  assert.deepEqual(outputs.greet, { greeting: 'hello Ada', place: root.path });
  assert.deepEqual(say, ['greeting Ada']);
  assert.match((await failure(runSteps([{ './steps/greet.ts:fail': {} }], options))).message, /not today/);
  assert.match((await failure(runSteps([{ './steps/greet.ts:nope': {} }], options))).message, /no function "nope"/);
  assert.match((await failure(runSteps([{ './steps/none.ts:x': {} }], options))).message, /could not be loaded/);
});

test('a step in Python is imported and called', async () => {
  await using root = await temporaryFolder({
    'acme_steps.py': `
import os
def stamp(name, count=1):
    print("stamping", name)
    return {"stamp": name * count, "where": os.getcwd()}
async def later(name):
    return {"name": name}
def fail():
    raise ValueError("not today")
`,
  });
  const say: string[] = [];
  const options = { phase: 'pull', cwd: root.path, env, say: (line: string) => say.push(line) } as const;
  const steps = [
    { 'acme_steps.stamp': { id: 's', name: 'ab', count: 2, requires: 'acme' } },
    { 'acme_steps.later': { id: 'l', name: '{{ s.stamp }}' } },
  ];
  const { outputs } = await runSteps(steps, options);
  assert.deepEqual(outputs.s, { stamp: 'abab', where: root.path });
  assert.deepEqual(outputs.l, { name: 'abab' });
  assert.deepEqual(say, ['stamping ab']);
  assert.match((await failure(runSteps([{ 'acme_steps.fail': {} }], options))).message, /not today/);
  assert.match((await failure(runSteps([{ 'acme_steps.nope': {} }], options))).message, /no such function/);
  assert.match((await failure(runSteps([{ 'acme_none.nope': {} }], options))).message, /Python has no such module/);
});

test('where there is no Python, a step in Python is refused with the reason', async () => {
  await using root = await temporaryFolder();
  const options = { phase: 'pull', cwd: root.path, env: { ...env, SIGNALBOX_PYTHON: '/none/python' } } as const;
  const error = await failure(runSteps([{ 'acme_steps.stamp': {} }], options));
  assert.match(error.message, /SIGNALBOX_PYTHON=\/none\/python does not start.*Install Python 3/);
});

test('packages are installed as the lock files have them', async () => {
  await using root = await temporaryFolder({ 'package.json': '{}', 'package-lock.json': '{}', 'requirements.txt': '' });
  const tools = join(root.path, 'tools');
  await mkdir(tools);
  for (const name of ['npm', 'python3']) {
    await writeFile(join(tools, name), `#!/bin/sh\necho ${name} "$@"\n`);
    await chmod(join(tools, name), 0o755);
  }
  const options = { phase: 'pull', cwd: root.path, env: { ...env, PATH: `${tools}:${process.env.PATH}` } } as const;
  const npm = await runSteps([{ 'signalbox.steps.npm_ci': {} }], options);
  assert.equal(npm.outputs.stdout, 'npm ci --no-audit --no-fund --omit=dev');
  const pip = await runSteps([{ 'prefect.deployments.steps.pip_install_requirements': {} }], options);
  assert.match(String(pip.outputs.stdout), /^python3 -m pip install .*-r requirements.txt$/m);
  const none = { 'prefect.deployments.steps.pip_install_requirements': { requirements_file: 'none.txt' } };
  assert.match((await failure(runSteps([none], options))).message, /there is no file .*none.txt/);
});

const refused: [string, Record<string, unknown>, 'build' | 'pull', RegExp][] = [
  [
    'an image before each run',
    { 'prefect_docker.deployments.steps.build_docker_image': { image_name: 'x' } },
    'pull',
    /this is no pull step\. Put it below build or push/,
  ],
  [
    'a slip in a name of ours',
    { 'prefect.deployments.steps.run_shel_script': {} },
    'build',
    /Did you mean "prefect.deployments.steps.run_shell_script"/,
  ],
  ['a name that is nothing', { whatever: {} }, 'build', /this step is not known/],
];
for (const [what, step, phase, message] of refused) {
  test(`${what} is refused`, async () => {
    await using root = await temporaryFolder();
    assert.match((await failure(runSteps([step], { phase, cwd: root.path, env }))).message, message);
  });
}

test('what is given up ends the program that runs', async () => {
  await using root = await temporaryFolder();
  const giveUp = new AbortController();
  const options = { phase: 'pull', cwd: root.path, env, signal: giveUp.signal, say: () => giveUp.abort() } as const;
  const steps = [{ [SCRIPT]: { script: 'echo started && exec sleep 600', shell: true } }];
  await assert.rejects(runSteps(steps, options), { name: 'AbortError' });
});
