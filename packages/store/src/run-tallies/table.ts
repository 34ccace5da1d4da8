// store: how the counts of ended runs lie in the database. Triggers keep them: see the migration.
import type { StateType } from '@signalbox/contract';

export interface RunTallyRow {
  counted_by: 'expected_start_time' | 'start_time';
  span: 'hour' | 'minute';
  /** The first characters of a time, up to the hour or the minute; empty for runs without that time. */
  starts: string;
  state_type: StateType;
  state_name: string;
  is_subflow: number;
  writer: number;
  count_runs: number;
  run_time_microseconds: number;
  lateness_microseconds: number;
}
