// deploy: the shape of a manifest's file: before an environment is chosen, and with its placeholders.
import { z } from 'zod';
import { DeploymentShape, WorkPoolReference } from './deployment-schema.ts';
import { besideDeployments, commonSteps, manifestFields } from './manifest-schema.ts';

const text = z.string().min(1);
const values = z.record(z.string(), z.unknown());
const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullable().optional();

export const MatrixShape = z
  .union([z.record(z.string(), z.array(z.json()).min(1)), z.array(values).min(1)])
  .describe('One deployment for each combination of the lists, or for each map of a list: {{ matrix.NAME }}');

/** An environment may say where all deployments run. */
const DeploymentInFile = DeploymentShape.extend({
  work_pool: maybe(WorkPoolReference.partial()),
  matrix: MatrixShape.optional(),
});

const DeploymentOverlay = DeploymentInFile.partial().extend({
  name: text.describe('The deployment of the manifest that is changed, or a new one'),
});

/** Fields of entries that an environment changes; the name says which. */
const overlayOf = <Shape extends z.ZodRawShape>(entry: z.ZodObject<Shape>) => entry.partial().extend({ name: text });

export const EnvironmentShape = z.strictObject({
  apiUrl: text.optional().describe('Where its server is; by default where the profile says'),
  prefix: z.string().optional().describe('Before the name of each deployment'),
  suffix: z.string().optional().describe('Behind the name of each deployment'),
  tags: z.array(z.string()).optional().describe('Added to those of each deployment'),
  schedules: z
    .union([z.boolean(), z.enum(['on', 'off'])])
    .optional()
    .describe('Whether all schedules are active'),
  work_pool: WorkPoolReference.partial().optional().describe('Over that of each deployment'),
  parameters: values.optional().describe('Over those of each deployment'),
  imageTag: text.optional().describe('The tag of all images: those of job variables, and those that are built'),
  name: manifestFields.name,
  ...commonSteps,
  'ib-block': manifestFields['ib-block'],
  workPools: maybe(z.array(overlayOf(besideDeployments.workPools.unwrap().unwrap().element))),
  blocks: maybe(z.array(overlayOf(besideDeployments.blocks.unwrap().unwrap().element).extend({ type: text }))),
  variables: maybe(z.array(overlayOf(besideDeployments.variables.unwrap().unwrap().element))),
  automations: maybe(z.array(overlayOf(besideDeployments.automations.unwrap().unwrap().element))),
  deployments: maybe(z.array(DeploymentOverlay)).describe('Merged with those of the manifest by their names'),
});

export const FileShape = z.strictObject({
  ...manifestFields,
  environments: z
    .record(text, EnvironmentShape)
    .optional()
    .describe('What is otherwise in production, staging, …; chosen with --env NAME'),
  branches: z
    .record(text, text)
    .optional()
    .describe(
      "The environment of each git branch, where none is named: {main: production, 'feature/*': dev, '*': dev}",
    ),
  deployments: maybe(z.array(DeploymentInFile)),
  $schema: z.string().optional().describe('For editors'),
});

/** What must hold before an environment can be chosen; the rest is checked when placeholders are filled. */
export const EnvironmentsShape = z.looseObject({
  environments: FileShape.shape.environments,
  branches: FileShape.shape.branches,
});

/** What `signalbox.config.ts` exports. */
export type ManifestConfig = z.input<typeof FileShape>;
