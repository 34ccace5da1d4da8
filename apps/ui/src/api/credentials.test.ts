import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CREDENTIALS_KEY, credentialStore } from './credentials.ts';

function drawer() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

test('credentials are kept for the tab alone unless they are to be remembered', () => {
  const [tab, device] = [drawer(), drawer()];
  const store = credentialStore(tab, device);
  store.keep({ auth_string: 'ada:lovelace' }, false);
  assert.deepEqual([tab.items.size, device.items.size], [1, 0]);
  assert.deepEqual(store.saved(), { auth_string: 'ada:lovelace' });
  store.keep({ api_key: 'k' }, true);
  assert.deepEqual([tab.items.size, device.items.size], [0, 1]);
  assert.deepEqual(credentialStore(drawer(), device).saved(), { api_key: 'k' });
});

test('nothing is left after signing out', () => {
  const [tab, device] = [drawer(), drawer()];
  const store = credentialStore(tab, device);
  store.keep({ api_key: 'k' }, true);
  store.forget();
  assert.deepEqual([store.saved(), tab.items.size, device.items.size], [null, 0, 0]);
});

test('what cannot be read counts as nothing', () => {
  for (const text of ['', 'null', '{"api_key": 3}', 'ada:lovelace']) {
    const tab = drawer();
    tab.setItem(CREDENTIALS_KEY, text);
    assert.equal(credentialStore(tab, drawer()).saved(), null, text);
  }
});
