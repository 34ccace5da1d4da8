// core: the three kinds of schedule, told apart by the field that only they have.
import type { CronSchedule, IntervalSchedule, RRuleSchedule } from '@signalbox/contract';

export type Schedule = CronSchedule | IntervalSchedule | RRuleSchedule;

export const isCron = (schedule: Schedule): schedule is CronSchedule => 'cron' in schedule;
export const isInterval = (schedule: Schedule): schedule is IntervalSchedule => 'interval' in schedule;
