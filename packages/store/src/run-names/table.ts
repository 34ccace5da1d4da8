// store: how the names of runs lie in the database, each once. Triggers note new ones: see the migration.
import type { Generated } from 'kysely';
import type { Flag } from '../dialect/columns.ts';

export type Runs = 'flow_runs' | 'task_runs';

export interface RunNameRow {
  position: Generated<number>;
  name: string;
}

export interface RunNameProgressRow {
  runs: Runs;
  /** All names up to this one, in the order of texts, have been entered. */
  entered_to: string;
  is_complete: Flag;
}

/** The table of the names that are entered, that of those that are noted, and SQLite's index of the former. */
export const NAME_TABLES = {
  flow_runs: { entered: 'flow_run_names', noted: 'new_flow_run_names', trigrams: 'flow_run_name_trigrams' },
  task_runs: { entered: 'task_run_names', noted: 'new_task_run_names', trigrams: 'task_run_name_trigrams' },
} as const;
