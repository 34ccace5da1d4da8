// server: every resource's handlers; the contract says which there must be.
import { admin } from './admin/handlers.ts';
import { artifacts } from './artifacts/handlers.ts';
import { automations } from './automations/handlers.ts';
import { block_documents } from './block-documents/handlers.ts';
import { block_capabilities } from './block-schemas/capability-handlers.ts';
import { block_schemas } from './block-schemas/handlers.ts';
import { block_types } from './block-types/handlers.ts';
import { collections } from './collections/handlers.ts';
import { concurrency_limits } from './concurrency-limits/handlers.ts';
import { tag_concurrency_limits } from './concurrency-limits/tag-handlers.ts';
import { csrf_token } from './csrf-token/handlers.ts';
import { deployment_schedules } from './deployment-schedules/handlers.ts';
import { deployment_versions } from './deployment-versions/handlers.ts';
import { deployments } from './deployments/handlers.ts';
import { events } from './events/handlers.ts';
import { flow_run_inputs } from './flow-run-inputs/handlers.ts';
import { flow_runs } from './flow-runs/handlers.ts';
import { ui_flow_runs } from './flow-runs/ui-handlers.ts';
import { flows } from './flows/handlers.ts';
import { ui_flows } from './flows/ui-handlers.ts';
import type { Handlers } from './http/handler.ts';
import { flow_run_leases } from './leases/handlers.ts';
import { logs } from './logs/handlers.ts';
import { ui_schemas } from './parameters/ui-handlers.ts';
import { saved_searches } from './saved-searches/handlers.ts';
import { server } from './server/handlers.ts';
import { flow_run_states } from './states/flow-run-handlers.ts';
import { task_run_states } from './states/task-run-handlers.ts';
import { task_runs } from './task-runs/handlers.ts';
import { ui_task_runs } from './task-runs/ui-handlers.ts';
import { task_workers } from './task-workers/handlers.ts';
import { automation_templates, templates } from './templates/handlers.ts';
import { variables } from './variables/handlers.ts';
import { work_pools } from './work-pools/handlers.ts';
import { work_pool_queues } from './work-pools/queue-handlers.ts';
import { work_queues } from './work-queues/handlers.ts';
import { workers } from './workers/handlers.ts';

export const handlers: Handlers = {
  admin,
  csrf_token,
  events,
  flow_run_inputs,
  flow_run_leases,
  flow_run_states,
  flow_runs,
  task_run_states,
  task_runs,
  work_pools,
  work_pool_queues,
  work_queues,
  workers,
  deployments,
  deployment_versions,
  deployment_schedules,
  automations,
  templates,
  automation_templates,
  flows,
  server,
  artifacts,
  block_capabilities,
  block_documents,
  block_schemas,
  block_types,
  collections,
  concurrency_limits,
  logs,
  variables,
  saved_searches,
  tag_concurrency_limits,
  task_workers,
  ui_flows,
  ui_flow_runs,
  ui_task_runs,
  ui_schemas,
};
