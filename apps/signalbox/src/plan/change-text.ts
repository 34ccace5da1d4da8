// signalbox: the changes of a plan in words, for a terminal and for a comment.
import { styleText } from 'node:util';
import { type Change, type Difference, isWrite } from '@signalbox/core';

const SIGNS = { create: '+', update: '~', delete: '-', undeclared: '?', unchanged: '=' } as const;
const COLOURS = { create: 'green', update: 'yellow', delete: 'red', undeclared: 'gray', unchanged: 'gray' } as const;

const LONGEST = 100;

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** One line: `parameters.days: 3 → 4`. */
export const differenceLine = ({ path, before, after }: Pick<Difference, 'path' | 'before' | 'after'>): string =>
  `${path.join('.')}: ${valueText(before)} → ${valueText(after)}`;

const titleOf = (change: Change): string => {
  const drift = change.action === 'update' && change.is_drift ? ' (changed on the server since it was applied)' : '';
  const gone = change.action === 'undeclared' ? ' is declared no more; --prune removes it' : '';
  return `${SIGNS[change.action]} ${change.kind} ${change.key}${drift}${gone}`;
};

const differencesOf = (change: Change) => ('differences' in change ? change.differences : []);

/** What the plan comes to: `2 to create, 1 to change, 0 to delete, 7 unchanged`. */
export function summaryText(changes: readonly Change[]): string {
  const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
  return `${count('create')} to create, ${count('update')} to change, ${count('delete')} to delete, ${count('unchanged')} unchanged`;
}

/** Lines for a terminal; in colour where it takes colours. What is unchanged is not listed. */
export function changesText(changes: readonly Change[]): string {
  const lines = changes
    .filter(({ action }) => action !== 'unchanged')
    .flatMap((change) => [
      styleText(COLOURS[change.action], titleOf(change), { stream: process.stdout }),
      ...differencesOf(change).map((one) =>
        change.action === 'create'
          ? `    ${one.path.join('.')}: ${valueText(one.after)}`
          : `    ${differenceLine(one)}`,
      ),
    ]);
  return [...lines, ...(lines.length > 0 ? [''] : []), `Plan: ${summaryText(changes)}.`].join('\n');
}

/** A comment for a pull request. */
export function changesMarkdown(changes: readonly Change[]): string {
  const writes = changes.filter((change) => isWrite(change) || change.action === 'undeclared');
  if (writes.length === 0) return '### Signalbox plan\n\nNothing changes.';
  const lines = writes.flatMap((change) => [
    titleOf(change),
    ...differencesOf(change).flatMap(({ path, before, after }) => [
      ...(change.action === 'create' ? [] : [`-   ${path.join('.')}: ${valueText(before)}`]),
      `+   ${path.join('.')}: ${valueText(after)}`,
    ]),
  ]);
  // A fence longer than any in the values.
  const fence = '`'.repeat(
    Math.max(
      3,
      ...lines
        .join('\n')
        .matchAll(/`+/g)
        .map(([ticks]) => ticks.length + 1),
    ),
  );
  return ['### Signalbox plan', '', `${summaryText(changes)}.`, '', `${fence}diff`, ...lines, fence].join('\n');
}
