// core: triggers of triggers fire as often as those of a Prefect 3.8.8 server did with the same events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Timestamp, Trigger, type Uuid } from '@signalbox/contract';
import { addSeconds } from '../time/timestamp.ts';
import { type ChildFiring, type CompositeTrigger, onChildFiring } from './composite-trigger.ts';

const START = '2026-01-01T00:00:00.000000Z' as Timestamp;
const IDS = { X: crypto.randomUUID(), Y: crypto.randomUUID(), Z: crypto.randomUUID() };

/** How often it fires when its triggers fire one a second. */
function firings(given: object, children: string): number {
  const names = new Set(children.replaceAll(' ', ''));
  const triggers = (['X', 'Y', 'Z'] as const)
    .filter((name) => names.has(name))
    .map((name) => ({ type: 'event', id: IDS[name], posture: 'Reactive', expect: [name] }));
  const trigger = Trigger.parse({ triggers, ...given }) as CompositeTrigger;
  let known: readonly ChildFiring[] = [];
  let count = 0;
  for (const [second, name] of [...children].entries()) {
    if (name === ' ') continue;
    const child_id = IDS[name as keyof typeof IDS] as Uuid;
    const composed = onChildFiring(trigger, known, { child_id, fired: addSeconds(START, second) });
    known = composed.firings;
    count += Number(composed.fires);
  }
  return count;
}

const compound = (require: unknown, within: number | null = 60) => ({ type: 'compound', require, within });
const sequence = (within: number | null = 60) => ({ type: 'sequence', within });

test('all must fire, and begin anew together', () => {
  assert.equal(firings(compound('all'), 'XXYY'), 1);
  assert.equal(firings(compound('all'), 'XYXY'), 2);
});

test('any one is enough, or as many as are named', () => {
  assert.equal(firings(compound('any'), 'XYX'), 3);
  assert.equal(firings(compound(2, null), 'XXZY'), 1);
});

test('a sequence fires when the last of each came in order', () => {
  assert.equal(firings(sequence(), 'YXXY'), 1);
  assert.equal(firings(sequence(), 'YX'), 0);
});

test('what fired before the window is forgotten', () => {
  assert.equal(firings(compound('all', 2), 'X    Y'), 0);
  assert.equal(firings(sequence(2), 'X Y'), 1);
});
