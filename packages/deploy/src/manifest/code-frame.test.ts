// deploy: the lines around a place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFrame } from './code-frame.ts';

const text = ['one', '', 'three: x', 'four', '  five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
  (line) => `${line}\r`,
);

test('two lines around the one that is meant, without empty ones', () => {
  assert.equal(codeFrame(text, 3, 8), '  1 | one\n> 3 | three: x\n    |        ^\n  4 | four\n  5 |   five');
});

test('numbers stand under each other', () => {
  assert.equal(codeFrame(text, 9, 1), '   7 | seven\n   8 | eight\n>  9 | nine\n     | ^\n  10 | ten');
});

test('a place behind the last line is shown', () => {
  assert.equal(codeFrame(['a: [', ''], 2, 1), '  1 | a: [\n> 2 |\n    | ^');
});

test('secrets that are written in plain are hidden, placeholders are shown', () => {
  const lines = [
    '- git_clone: {access_token: abc123, repository: x}',
    'password: "p w"',
    "  'api_key': 's3cr3t', # why",
    'token: "{{ prefect.blocks.secret.token }}"',
    'secret: {name: shown}',
  ];
  assert.equal(
    codeFrame(lines, 3, 3),
    `  1 | - git_clone: {access_token: ******, repository: x}
  2 | password: *****
> 3 |   'api_key': ********, # why
    |   ^
  4 | token: "{{ prefect.blocks.secret.token }}"
  5 | secret: {name: shown}`,
  );
});
