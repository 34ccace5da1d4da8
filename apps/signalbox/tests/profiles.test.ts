// signalbox: profiles and their settings, as the command line keeps them.
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandLine } from './run-signalbox.ts';

interface View {
  readonly profile: string;
  readonly source: string;
  readonly settings: Readonly<Record<string, string>>;
}

test('settings of the active profile hold; secrets are kept but not shown', async (context) => {
  const { home, run, json } = commandLine(context);
  await run(['profile', 'create', 'prod']);
  await run(['profile', 'use', 'prod']);
  const set = await run(['config', 'set', 'api_url=https://flows.example/api', 'SIGNALBOX_API_KEY=s3cr3t']);
  assert.equal(set.code, 0, set.stderr);
  const view = await json<View>(['config', 'view']);
  assert.deepEqual(view.settings, { api_url: 'https://flows.example/api', api_key: '********' });
  assert.deepEqual([view.profile, view.source], ['prod', 'profile prod']);
  for (const words of [
    ['config', 'view'],
    ['profile', 'inspect'],
    ['profile', 'ls'],
  ])
    assert.doesNotMatch((await run(words)).stdout, /s3cr3t/);
  const file = join(home, 'profiles.json');
  assert.match(readFileSync(file, 'utf8'), /s3cr3t/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('the environment wins over the active profile, a profile on the command line over both', async (context) => {
  const { run, json } = commandLine(context, 'http://environment/api');
  await run(['config', 'set', 'api_url=http://profile/api']);
  assert.equal((await json<View>(['config', 'view'])).settings.api_url, 'http://environment/api');
  assert.equal((await json<View>(['--profile', 'default', 'config', 'view'])).settings.api_url, 'http://profile/api');
  assert.equal(
    (await json<View>(['--api-url', 'http://option/api', 'config', 'view'])).settings.api_url,
    'http://option/api',
  );
});

test('a setting that is removed holds no more', async (context) => {
  const { run, json } = commandLine(context);
  await run(['config', 'set', 'api_url=http://profile/api']);
  await run(['config', 'unset', 'api_url']);
  assert.equal((await json<View>(['config', 'view'])).source, 'default');
  assert.match((await run(['config', 'unset', 'api_url'])).stderr, /api_url is not set in profile default/);
});

test('what cannot be set is refused with what can', async (context) => {
  const { run } = commandLine(context);
  const unknown = await run(['config', 'set', 'colour=red']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /no setting colour.*api_url/s);
  assert.match((await run(['config', 'set', 'api_url=localhost'])).stderr, /must begin with http/);
  assert.match((await run(['config', 'set', 'api_url'])).stderr, /NAME=VALUE/);
});

test('the active profile cannot be deleted, others can', async (context) => {
  const { run, json } = commandLine(context);
  await run(['profile', 'create', 'other']);
  assert.equal((await run(['profile', 'delete', 'default'])).code, 1);
  assert.equal((await run(['profile', 'delete', 'other'])).code, 0);
  assert.deepEqual(await json(['profile', 'ls']), [{ name: 'default', active: true, api_url: null }]);
  assert.match((await run(['profile', 'use', 'other'])).stderr, /no profile other.*default/);
});

test('a file of profiles that is broken is named', async (context) => {
  const { home, run } = commandLine(context);
  writeFileSync(join(home, 'profiles.json'), '{');
  const { code, stderr } = await run(['profile', 'ls']);
  assert.equal(code, 1);
  assert.match(stderr, /profiles\.json/);
});
