import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createCipher } from './cipher.ts';

function keyPath(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-cipher-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'encryption.key');
}

test('what was encrypted can be decrypted, by another process with the same key file too', (context) => {
  const path = keyPath(context);
  const sealed = createCipher({ secret: null, path }).encrypt('{"token":"zażółć"}', 'document');
  assert.ok(!sealed.includes('token'));
  assert.equal(createCipher({ secret: null, path }).decrypt(sealed, 'document'), '{"token":"zażółć"}');
});

test('the key file is made when it is needed, for its owner alone', (context) => {
  const path = keyPath(context);
  const cipher = createCipher({ secret: null, path });
  assert.equal(existsSync(path), false);
  cipher.encrypt('text', 'document');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.ok(readFileSync(path, 'utf8').trim().length >= 43);
});

test('a given secret needs no file', (context) => {
  const path = keyPath(context);
  const sealed = createCipher({ secret: 'given', path }).encrypt('text', 'document');
  assert.equal(createCipher({ secret: 'given', path }).decrypt(sealed, 'document'), 'text');
  assert.equal(existsSync(path), false);
});

test('the same text is never encrypted alike', (context) => {
  const cipher = createCipher({ secret: 'given', path: keyPath(context) });
  assert.notEqual(cipher.encrypt('text', 'document'), cipher.encrypt('text', 'document'));
});

test('another key, another owner or a changed text are refused, and the message says what to look at', (context) => {
  const path = keyPath(context);
  const cipher = createCipher({ secret: 'given', path });
  const sealed = cipher.encrypt('text', 'document');
  const refusal = { name: 'DecryptionError', message: /SIGNALBOX_ENCRYPTION_KEY/ };
  assert.throws(() => createCipher({ secret: 'other', path }).decrypt(sealed, 'document'), refusal);
  assert.throws(() => cipher.decrypt(sealed, 'another document'), refusal);
  assert.throws(() => cipher.decrypt(`${sealed.slice(0, -6)}AAAA==`, 'document'), refusal);
});

test('a missing key file is not made anew to decrypt with', (context) => {
  const path = keyPath(context);
  const sealed = createCipher({ secret: 'given', path }).encrypt('text', 'document');
  assert.throws(() => createCipher({ secret: null, path }).decrypt(sealed, 'document'), { name: 'EncryptionKeyError' });
  assert.equal(existsSync(path), false);
});
