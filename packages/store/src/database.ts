// store: every table by its name.

import type { ArtifactCollectionRow } from './artifacts/collection-table.ts';
import type { ArtifactRow } from './artifacts/table.ts';
import type { BlockDocumentRow } from './block-documents/table.ts';
import type { BlockSchemaRow } from './block-schemas/table.ts';
import type { BlockTypeRow } from './block-types/table.ts';
import type { SlotLeaseRow } from './concurrency-limits/slot-lease-table.ts';
import type { ConcurrencyLimitRow } from './concurrency-limits/table.ts';
import type { DeploymentScheduleRow } from './deployment-schedules/table.ts';
import type { DeploymentRow } from './deployments/table.ts';
import type { EventResourceRow } from './events/event-resource-table.ts';
import type { EventRow } from './events/table.ts';
import type { FlowRunInputRow } from './flow-run-inputs/table.ts';
import type { FlowRunDecisionRow } from './flow-runs/decision-table.ts';
import type { FlowRunRow } from './flow-runs/table.ts';
import type { FlowRow } from './flows/table.ts';
import type { FlowRunLeaseRow } from './leases/table.ts';
import type { LogRow } from './logs/table.ts';
import type { RunOfferRow } from './run-offers/run-offers.ts';
import type { SavedSearchRow } from './saved-searches/table.ts';
import type { ServiceTurnRow } from './services/turns.ts';
import type { ServerSettingRow } from './settings/table.ts';
import type { FlowRunStateRow } from './states/flow-run-state-table.ts';
import type { TaskRunStateRow } from './states/task-run-state-table.ts';
import type { TaskRunCacheRow } from './task-runs/cache-table.ts';
import type { TaskRunRow } from './task-runs/table.ts';
import type { TaskWorkerRow, WaitingTaskRunRow } from './task-workers/table.ts';
import type { VariableRow } from './variables/table.ts';
import type { WorkPoolRow } from './work-pools/table.ts';
import type { WorkQueueRow } from './work-queues/table.ts';
import type { WorkerRow } from './workers/table.ts';

/** The tables, as Kysely wants them: columns have the names of the wire. */
export interface Database {
  flows: FlowRow;
  flow_runs: FlowRunRow;
  flow_run_states: FlowRunStateRow;
  task_run_states: TaskRunStateRow;
  flow_run_decisions: FlowRunDecisionRow;
  flow_run_inputs: FlowRunInputRow;
  task_runs: TaskRunRow;
  task_run_caches: TaskRunCacheRow;
  deployments: DeploymentRow;
  deployment_schedules: DeploymentScheduleRow;
  logs: LogRow;
  work_pools: WorkPoolRow;
  work_queues: WorkQueueRow;
  workers: WorkerRow;
  block_types: BlockTypeRow;
  block_schemas: BlockSchemaRow;
  block_documents: BlockDocumentRow;
  variables: VariableRow;
  artifacts: ArtifactRow;
  artifact_collections: ArtifactCollectionRow;
  concurrency_limits: ConcurrencyLimitRow;
  slot_leases: SlotLeaseRow;
  flow_run_leases: FlowRunLeaseRow;
  events: EventRow;
  event_resources: EventResourceRow;
  saved_searches: SavedSearchRow;
  service_turns: ServiceTurnRow;
  run_offers: RunOfferRow;
  server_settings: ServerSettingRow;
  task_workers: TaskWorkerRow;
  waiting_task_runs: WaitingTaskRunRow;
}
