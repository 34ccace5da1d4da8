// signalbox: a schedule in one short text.
import type { DeploymentSchedule } from '@signalbox/contract';
import { durationText } from '../output/time.ts';

export function scheduleText({ schedule, active }: Pick<DeploymentSchedule, 'schedule' | 'active'>): string {
  const zone = schedule.timezone ? ` ${schedule.timezone}` : '';
  const rule =
    'cron' in schedule
      ? `cron ${schedule.cron}`
      : 'interval' in schedule
        ? `every ${durationText(schedule.interval)}`
        : schedule.rrule;
  return `${rule}${zone}${active ? '' : ' (off)'}`;
}
