// signalbox: a trigger in a line.
import type { Trigger } from '@signalbox/contract';
import { durationText } from '../output/time.ts';

const within = (seconds: number | null): string => (seconds ? ` within ${durationText(seconds)}` : '');

/** For instance `prefect.flow-run.Failed`, or `no prefect.flow-run.Completed within 1h after prefect.flow-run.Running`. */
export function triggerLine(trigger: Trigger): string {
  if (trigger.type === 'event') {
    const { expect, after, threshold, posture } = trigger;
    const names = expect.length === 0 ? 'any event' : expect.join(' or ');
    const times = threshold === 1 ? '' : ` ${threshold} times`;
    const before = after.length === 0 ? '' : ` after ${after.join(' or ')}`;
    return `${posture === 'Proactive' ? 'no ' : ''}${names}${times}${within(trigger.within)}${before}`;
  }
  const parts = trigger.triggers.map((part) => (part.type === 'event' ? triggerLine(part) : `(${triggerLine(part)})`));
  if (trigger.type === 'sequence') return `${parts.join(', then ')}${within(trigger.within)}`;
  const { require } = trigger;
  if (require === 'all') return `${parts.join(' and ')}${within(trigger.within)}`;
  return `${require === 'any' ? 'any' : require} of ${parts.join(', ')}${within(trigger.within)}`;
}
