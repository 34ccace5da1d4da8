// store: how deployment schedules lie in the database.
import type { DeploymentId, DeploymentSchedule, DeploymentScheduleId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Flag, type Json } from '../dialect/columns.ts';

export interface DeploymentScheduleRow {
  id: DeploymentScheduleId;
  created: Timestamp;
  updated: Timestamp;
  deployment_id: DeploymentId;
  schedule: Json<DeploymentSchedule['schedule']>;
  active: Flag;
  max_scheduled_runs: number | null;
  parameters: Json<Record<string, unknown>>;
  slug: string | null;
}

export const deploymentScheduleColumns = columnCodec<DeploymentScheduleRow>({
  json: ['schedule', 'parameters'],
  flags: ['active'],
});
