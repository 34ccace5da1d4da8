// server: answers about the schedules of a deployment.
import { notFound } from '@signalbox/contract';
import { createDeploymentSchedules, deleteDeploymentSchedule, updateDeploymentSchedule } from '@signalbox/engine';
import { findDeployment } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const deployment_schedules: HandlersOf<'deployment_schedules'> = {
  list: async ({ params }, { engine }) => {
    const deployment = await findDeployment(engine.store.read, params.id, engine.clock());
    if (!deployment) throw notFound('Deployment');
    return { status: 200, body: deployment.schedules };
  },
  create: async ({ params, body }, { engine }) => ({
    status: 201,
    body: await createDeploymentSchedules(engine, params.id, body),
  }),
  update: async ({ params, body }, { engine }) => {
    await updateDeploymentSchedule(engine, params.id, params.schedule_id, body);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteDeploymentSchedule(engine, params.id, params.schedule_id);
    return { status: 204, body: null };
  },
};
