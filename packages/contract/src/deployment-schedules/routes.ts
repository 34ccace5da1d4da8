import { z } from 'zod';
import { route } from '../route.ts';
import { DeploymentId, DeploymentScheduleId } from '../scalars.ts';
import { DeploymentSchedule, DeploymentScheduleCreate, DeploymentScheduleUpdate } from './deployment-schedule.ts';

export const deployment_schedules = {
  list: route({
    id: 'deployment_schedules.list',
    method: 'GET',
    path: '/deployments/{id}/schedules',
    params: z.object({ id: DeploymentId }),
    responses: { 200: z.array(DeploymentSchedule) },
  }),
  create: route({
    id: 'deployment_schedules.create',
    method: 'POST',
    path: '/deployments/{id}/schedules',
    params: z.object({ id: DeploymentId }),
    body: z.array(DeploymentScheduleCreate),
    responses: { 201: z.array(DeploymentSchedule) },
  }),
  update: route({
    id: 'deployment_schedules.update',
    method: 'PATCH',
    path: '/deployments/{id}/schedules/{schedule_id}',
    params: z.object({ id: DeploymentId, schedule_id: DeploymentScheduleId }),
    body: DeploymentScheduleUpdate,
    responses: { 204: null },
  }),
  delete: route({
    id: 'deployment_schedules.delete',
    method: 'DELETE',
    path: '/deployments/{id}/schedules/{schedule_id}',
    params: z.object({ id: DeploymentId, schedule_id: DeploymentScheduleId }),
    responses: { 204: null },
  }),
};
