// deploy: what a manifest declares, as objects that can be compared with those of a server.
import { baseJobTemplateFor, type DesiredObject } from '@signalbox/core';
import { createBody, type ReadyDeployment } from '../deploy/deployment-body.ts';
import { fullNameOf, type Project } from '../deploy/resolve-project.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { labelsOf } from './ownership.ts';

/** The fields of a deployment that the manifest says something of, and the server tells again. */
function deploymentFields(manifest: Manifest, ready: ReadyDeployment): Record<string, unknown> {
  const { flow_id: _flow, version_info: _info, schedules, ...body } = createBody(ready, null);
  const fields: Record<string, unknown> = { ...body, labels: labelsOf(manifest, ready) };
  if (ready.declared.schedules !== null) fields.schedules = schedules;
  if (ready.declared.enforce_parameter_schema === null) delete fields.enforce_parameter_schema;
  // The pool's default queue, by the name that it has.
  if (body.work_queue_name === null) delete fields.work_queue_name;
  return fields;
}

export const blockKeyOf = (block: { readonly block_type_slug: string; readonly name: string }): string =>
  `${block.block_type_slug}/${block.name}`;

export function desiredObjects({ manifest, deployments }: Project): DesiredObject[] {
  return [
    ...manifest.workPools.map(({ body: { storage_configuration: _storage, base_job_template, ...body } }) => ({
      kind: 'work-pool' as const,
      key: body.name,
      // An empty template says nothing of it: a new pool gets that of its type.
      fields: Object.keys(base_job_template).length > 0 ? { ...body, base_job_template } : body,
    })),
    ...manifest.variables.map(({ body }) => ({ kind: 'variable' as const, key: body.name, fields: body })),
    ...manifest.blocks.map(({ body }) => ({
      kind: 'block' as const,
      key: blockKeyOf(body),
      fields: { data: body.data },
      secret: ['data'],
    })),
    ...deployments.map((ready) => ({
      kind: 'deployment' as const,
      key: fullNameOf(ready),
      fields: deploymentFields(manifest, ready),
      incidental: ['version'],
    })),
    ...manifest.automations.map(({ body: { owner_resource: _owner, ...body } }) => ({
      kind: 'automation' as const,
      key: body.name,
      fields: body,
    })),
  ];
}

/** The body of a new pool. */
export const newPoolFields = (fields: DesiredObject['fields']): DesiredObject['fields'] => ({
  base_job_template: baseJobTemplateFor(String(fields.type)),
  ...fields,
});
