import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Graph, Node } from '@signalbox/contract';
import { timelineFromGraph } from './timeline-rows.ts';

const second = (value: number): string => new Date(Date.UTC(2026, 10, 23, 12, 0, value)).toISOString();
const at = (value: number): number => Date.parse(second(value));

const node = (id: string, start: number, end: number | null, part: Record<string, unknown> = {}) => ({
  kind: 'task-run',
  id,
  label: id,
  state_type: end === null ? 'RUNNING' : 'COMPLETED',
  start_time: second(start),
  end_time: end === null ? null : second(end),
  parents: [],
  children: [],
  encapsulating: [],
  artifacts: [],
  ...part,
});

const graphOf = (nodes: ReturnType<typeof node>[], part: Partial<Record<keyof Graph, unknown>> = {}): Graph =>
  ({
    start_time: second(0),
    end_time: second(20),
    root_node_ids: [],
    nodes: nodes.map((one) => [one.id, one as unknown as Node]),
    artifacts: [],
    states: [],
    ...part,
  }) as unknown as Graph;

const NONE_OPENED = new Map<string, Graph>();

test('rows stand in the order of their start, edges know their places', () => {
  const graph = graphOf([
    node('load', 9, 12, { parents: [{ id: 'extract' }, { id: 'of-another-run' }] }),
    node('extract', 1, 4),
  ]);
  const timeline = timelineFromGraph(graph, NONE_OPENED, at(99));
  assert.deepEqual(
    timeline?.rows.map(({ id, start, end }) => [id, start, end]),
    [
      ['extract', at(1), at(4)],
      ['load', at(9), at(12)],
    ],
  );
  assert.deepEqual(timeline?.edges, [{ from: 0, to: 1 }]);
  assert.deepEqual([timeline?.start, timeline?.end], [at(0), at(20)]);
});

test('what still runs reaches until now', () => {
  const timeline = timelineFromGraph(graphOf([node('a', 1, null)], { end_time: null }), NONE_OPENED, at(30));
  assert.equal(timeline?.rows[0]?.running, true);
  assert.equal(timeline?.rows[0]?.end, at(30));
  assert.equal(timeline?.end, at(30));
});

test('a task inside a task stands below it, deeper', () => {
  const graph = graphOf([
    node('later', 2, 3),
    node('outer', 1, 9),
    node('inner', 4, 5, { encapsulating: [{ id: 'outer' }] }),
  ]);
  const rows = timelineFromGraph(graph, NONE_OPENED, at(99))?.rows;
  assert.deepEqual(
    rows?.map(({ id, depth }) => [id, depth]),
    [
      ['outer', 0],
      ['inner', 1],
      ['later', 0],
    ],
  );
});

test('an opened subflow shows its own rows below it', () => {
  const graph = graphOf([node('child', 1, 5, { kind: 'flow-run' }), node('after', 6, 7)]);
  const opened = new Map([['child', graphOf([node('task-of-child', 2, 3)])]]);
  const rows = timelineFromGraph(graph, opened, at(99))?.rows;
  assert.deepEqual(
    rows?.map(({ id, depth, opened: open }) => [id, depth, open]),
    [
      ['child', 0, true],
      ['task-of-child', 1, false],
      ['after', 0, false],
    ],
  );
});

test('the states of the run are cut to the time shown', () => {
  const state = (type: string, timestamp: number) => ({ id: type, type, name: type, timestamp: second(timestamp) });
  const graph = graphOf([], { states: [state('RUNNING', 2), state('SCHEDULED', -3600), state('COMPLETED', 20)] });
  assert.deepEqual(
    timelineFromGraph(graph, NONE_OPENED, at(99))?.segments.map(({ name, start, end }) => [name, start, end]),
    [
      ['SCHEDULED', at(0), at(2)],
      ['RUNNING', at(2), at(20)],
    ],
  );
});

test('nothing that started, nothing to lay out', () => {
  assert.equal(timelineFromGraph(graphOf([], { start_time: null }), NONE_OPENED, at(0)), null);
});
