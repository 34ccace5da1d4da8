import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hideSecrets, keepSecrets } from './secret-values.ts';

test('what a path points at is hidden, whole, whatever it is', () => {
  const data = { user: 'ada', password: 'p', pin: 0, keys: ['a', 'b'], value: { deep: 'd' } };
  assert.deepEqual(hideSecrets(data, ['password', 'pin', 'keys', 'value', 'nowhere']), {
    user: 'ada',
    password: '********',
    pin: '********',
    keys: '********',
    value: '********',
  });
});

test('a path leads into objects, and into each item of a list', () => {
  const data = { auth: { token: 't', realm: 'r' }, accounts: [{ token: 't', name: 'n' }, 'plain'] };
  assert.deepEqual(hideSecrets(data, ['auth.token', 'accounts.token']), {
    auth: { token: '********', realm: 'r' },
    accounts: [{ token: '********', name: 'n' }, 'plain'],
  });
});

test('a star hides everything below and keeps the keys', () => {
  const data = { headers: { authorization: 'a', more: { x: [1] }, none: null } };
  assert.deepEqual(hideSecrets(data, ['headers.*']), {
    headers: { authorization: '********', more: { x: '********' }, none: null },
  });
});

test('a missing value shows as missing', () => {
  assert.deepEqual(hideSecrets({ token: null }, ['token']), { token: null });
});

test('what comes back hidden keeps its value, what is new is taken', () => {
  const current = { token: 't', auth: { key: 'k', realm: 'r' }, items: [{ key: '1' }] };
  const shown = hideSecrets(current, ['token', 'auth.key', 'items.key']);
  const incoming = { token: '********', auth: { key: '********', realm: 'new' }, items: [{ key: '********' }] };
  assert.deepEqual(keepSecrets(incoming, current, shown), { ...current, auth: { key: 'k', realm: 'new' } });
  assert.deepEqual(keepSecrets({ token: 'other' }, current, shown), { token: 'other' });
});

test('stars where nothing was hidden are stars', () => {
  const current = { note: 'n' };
  assert.deepEqual(keepSecrets({ note: '********' }, current, current), { note: '********' });
});
