// deploy: command lines are split as a shell would.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandVariables, splitWords } from './split-words.ts';

const lines: [string, string[]][] = [
  ['echo one  two', ['echo', 'one', 'two']],
  [`echo 'a  b' "c  d"`, ['echo', 'a  b', 'c  d']],
  [String.raw`echo a\ b "q\"q" 'x\y'`, ['echo', 'a b', 'q"q', String.raw`x\y`]],
  [`--name="a b"c`, ['--name=a bc']],
  [`echo ''`, ['echo', '']],
  ['a | b > c; d', ['a', '|', 'b', '>', 'c;', 'd']],
  ['  ', []],
];
for (const [line, words] of lines) test(`the words of ${line}`, () => assert.deepEqual(splitWords(line), words));

test('a quote that does not end is refused', () => {
  assert.throws(() => splitWords(`echo "a`), SyntaxError);
  assert.throws(() => splitWords(`echo 'a`), SyntaxError);
});

test('variables are expanded where they have a value', () => {
  const braced = ['$', '{A}b'].join('');
  assert.equal(expandVariables(`$A ${braced} $NONE $`, { A: '1' }), '1 1b $NONE $');
});
