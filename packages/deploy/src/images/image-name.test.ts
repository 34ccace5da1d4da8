// deploy: names of images are taken apart as docker does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameAndTag, registryOf, tagFrom } from './image-name.ts';

const names: [string, string, { name: string; tag: string | null }][] = [
  ['shop', 'docker.io', { name: 'shop', tag: null }],
  ['acme/shop:1', 'docker.io', { name: 'acme/shop', tag: '1' }],
  ['localhost/shop', 'localhost', { name: 'localhost/shop', tag: null }],
  ['127.0.0.1:5000/a/shop', '127.0.0.1:5000', { name: '127.0.0.1:5000/a/shop', tag: null }],
  ['r.example/a/shop:1.2', 'r.example', { name: 'r.example/a/shop', tag: '1.2' }],
  ['r.example:443/shop:1@sha256:abc', 'r.example:443', { name: 'r.example:443/shop', tag: '1' }],
];
for (const [image, registry, parts] of names) {
  test(`the parts of ${image}`, () => {
    assert.equal(registryOf(image), registry);
    assert.deepEqual(nameAndTag(image), parts);
  });
}

test('any text becomes a tag', () => {
  assert.equal(tagFrom('feature/Über X'), 'feature-ber-X');
  assert.equal(tagFrom('.hidden'), 'hidden');
  assert.equal(tagFrom('///'), 'latest');
  assert.equal(tagFrom('a'.repeat(200)).length, 128);
});
