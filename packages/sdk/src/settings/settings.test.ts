import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { profilesPath, readProfiles, writeProfiles } from './profiles.ts';
import { readSettings } from './settings.ts';

function home(t: { after(work: () => void): void }) {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-settings-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return { SIGNALBOX_HOME: folder };
}

test('without anything configured there is no address', (t) => {
  assert.deepEqual(readSettings(home(t)), { api_url: null, api_key: null, auth_string: null, source: null });
});

test('the active profile is used, and its file is readable by its owner only', (t) => {
  const environment = home(t);
  const profiles = { active: 'prod', profiles: { default: {}, prod: { api_url: 'http://prod/api', api_key: 'k' } } };
  writeProfiles(profiles, environment);
  assert.deepEqual(readProfiles(environment), profiles);
  assert.equal(statSync(profilesPath(environment)).mode & 0o777, 0o600);
  assert.deepEqual(readSettings(environment), {
    api_url: 'http://prod/api',
    api_key: 'k',
    auth_string: null,
    source: 'profile prod',
  });
});

test('the environment wins, our names first, and gets no credentials of a profile', (t) => {
  const environment = home(t);
  writeProfiles({ active: 'prod', profiles: { prod: { api_url: 'http://prod/api', api_key: 'k' } } }, environment);
  const prefect = readSettings({ ...environment, PREFECT_API_URL: 'http://p/api' });
  assert.deepEqual([prefect.api_url, prefect.api_key, prefect.source], ['http://p/api', null, 'PREFECT_API_URL']);
  const ours = readSettings({
    ...environment,
    PREFECT_API_URL: 'http://p/api',
    SIGNALBOX_API_URL: 'http://s/api',
    SIGNALBOX_API_KEY: 'mine',
  });
  assert.deepEqual([ours.api_url, ours.api_key], ['http://s/api', 'mine']);
});

test('a broken file is named', (t) => {
  const environment = home(t);
  writeFileSync(profilesPath(environment), '{');
  assert.throws(() => readSettings(environment), /profiles\.json are not JSON/);
  writeFileSync(profilesPath(environment), '{"active":1}');
  assert.throws(() => readSettings(environment), /have another form than/);
});
