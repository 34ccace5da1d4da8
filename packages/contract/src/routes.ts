import { admin } from './admin/routes.ts';
import { artifacts } from './artifacts/routes.ts';
import { automations } from './automations/routes.ts';
import { batch } from './batch/routes.ts';
import { block_documents } from './block-documents/routes.ts';
import { block_capabilities } from './block-schemas/capability-routes.ts';
import { block_schemas } from './block-schemas/routes.ts';
import { block_types } from './block-types/routes.ts';
import { collections } from './collections/routes.ts';
import { concurrency_limits } from './concurrency-limits/routes.ts';
import { tag_concurrency_limits } from './concurrency-limits/tag-routes.ts';
import { csrf_token } from './csrf-token/routes.ts';
import { deployment_schedules } from './deployment-schedules/routes.ts';
import { deployment_versions } from './deployment-versions/routes.ts';
import { deployments } from './deployments/routes.ts';
import { events } from './events/routes.ts';
import { flow_run_inputs } from './flow-run-inputs/routes.ts';
import { flow_runs } from './flow-runs/routes.ts';
import { ui_flow_runs } from './flow-runs/ui-routes.ts';
import { flows } from './flows/routes.ts';
import { ui_flows } from './flows/ui-routes.ts';
import { flow_run_leases } from './leases/routes.ts';
import { logs } from './logs/routes.ts';
import { ui_schemas } from './parameters/ui-routes.ts';
import { saved_searches } from './saved-searches/routes.ts';
import { server } from './server/routes.ts';
import { flow_run_states } from './states/flow-run-routes.ts';
import { task_run_states } from './states/task-run-routes.ts';
import { task_runs } from './task-runs/routes.ts';
import { ui_task_runs } from './task-runs/ui-routes.ts';
import { task_workers } from './task-workers/routes.ts';
import { automation_templates, templates } from './templates/routes.ts';
import { variables } from './variables/routes.ts';
import { work_pool_queues } from './work-pools/queue-routes.ts';
import { work_pools } from './work-pools/routes.ts';
import { work_queues } from './work-queues/routes.ts';
import { workers } from './workers/routes.ts';

/** Every operation that the server answers, by resource: the one source of validation, client, OpenAPI and handler types. */
export const routes = {
  server,
  flows,
  flow_runs,
  flow_run_inputs,
  task_runs,
  flow_run_states,
  task_run_states,
  deployments,
  deployment_versions,
  deployment_schedules,
  flow_run_leases,
  logs,
  concurrency_limits,
  block_types,
  block_documents,
  work_pools,
  work_pool_queues,
  workers,
  work_queues,
  artifacts,
  automations,
  templates,
  automation_templates,
  block_schemas,
  block_capabilities,
  collections,
  variables,
  batch,
  csrf_token,
  events,
  admin,
  saved_searches,
  tag_concurrency_limits,
  task_workers,
  ui_flows,
  ui_flow_runs,
  ui_task_runs,
  ui_schemas,
} as const;
