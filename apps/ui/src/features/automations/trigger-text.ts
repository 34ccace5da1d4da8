// automations: a trigger in words.
import type { EventTrigger, Trigger } from '@signalbox/contract';
import { durationText } from '../../ui/time-format.ts';

export interface TriggerText {
  readonly text: string;
  /** What stands below it: the triggers that a compound one waits for. */
  readonly parts: readonly TriggerText[];
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

type Labels = Readonly<Record<string, string | readonly string[]>>;

function labelWords(labels: Labels): string {
  return Object.entries(labels)
    .map(([label, wanted]) => {
      const values = typeof wanted === 'string' ? [wanted] : wanted;
      return label === 'prefect.resource.id' ? either(values) : `${label} ${either(values)}`;
    })
    .join(' and ');
}

const withinWords = (seconds: number | null): string => (seconds ? ` within ${durationText(seconds)}` : '');

function resourceWords({ match, match_related }: EventTrigger): string {
  const related = (Array.isArray(match_related) ? match_related : [match_related]).map(labelWords).filter(Boolean);
  return [
    Object.keys(match).length > 0 ? ` to ${labelWords(match)}` : '',
    related.length > 0 ? `, related to ${related.join(' and to ')}` : '',
  ].join('');
}

function eventWords(trigger: EventTrigger): string {
  const { expect, after, for_each, threshold, within, posture } = trigger;
  const names = expect.length === 0 ? 'any event' : either(expect);
  const times = threshold === 1 ? '' : ` ${threshold} times`;
  const happens =
    posture === 'Reactive'
      ? `When ${names} happens${times}${withinWords(within)}`
      : `When ${names} does not happen${times}${withinWords(within)}`;
  return [
    happens,
    after.length > 0 ? ` after ${either(after)}` : '',
    resourceWords(trigger),
    for_each.length > 0 ? `; for each ${for_each.join(' and ')} apart` : '',
  ].join('');
}

/** Says what the trigger waits for, and how. */
export function triggerText(trigger: Trigger): TriggerText {
  if (trigger.type === 'event') return { text: eventWords(trigger), parts: [] };
  const parts = trigger.triggers.map(triggerText);
  if (trigger.type === 'sequence')
    return { text: `When these fire in their order${withinWords(trigger.within)}`, parts };
  return { text: `When ${requireWords(trigger.require)}${withinWords(trigger.within)}`, parts };
}

function requireWords(require: number | 'any' | 'all'): string {
  if (require === 'all') return 'all of these fire';
  return require === 'any' || require === 1 ? 'any of these fires' : `${require} of these fire`;
}
