// deploy: manifests, deployments and the steps that bring code to where it runs.
export { type Applied, applyPlan, applyProject } from './apply/apply-project.ts';
export { ApplyError } from './apply/perform.ts';
export { type DeployResult, deploy, deployProject } from './deploy/deploy.ts';
export { readReferences } from './deploy/read-references.ts';
export { type Project, type ProjectOptions, resolveProject, UnknownDeploymentError } from './deploy/resolve-project.ts';
export { describeFlows } from './entrypoints/describe-flows.ts';
export { type Entrypoint, entrypointFromText } from './entrypoints/entrypoint.ts';
export { type EntrypointFault, type FlowDescription, isFault } from './entrypoints/flow-description.ts';
export * from './manifest/errors.ts';
export { manifestFile } from './manifest/find-manifest.ts';
export type {
  BlockBody,
  Declared,
  DeclaredDeployment,
  DeclaredSchedule,
  DeclaredTrigger,
  Manifest,
  ManifestNotice,
} from './manifest/manifest.ts';
export { manifestFrom } from './manifest/manifest-from.ts';
export { manifestJsonSchema } from './manifest/manifest-json-schema.ts';
export type { ManifestSource } from './manifest/manifest-source.ts';
export { manifestReferences } from './manifest/placeholders.ts';
export { type ReadManifestOptions, readManifest } from './manifest/read-manifest.ts';
export { manifestSourceFrom } from './manifest/yaml-source.ts';
export { type NamedDeployment, readDeployments } from './plan/current-objects.ts';
export { type PlanProjectOptions, type ProjectPlan, planProject } from './plan/plan-project.ts';
export { promotedProject } from './promote/promoted-project.ts';
export { PromoteError } from './promote/running-code.ts';
export { fillStepOutputs } from './steps/filled-inputs.ts';
export type { ModuleStep, ModuleStepContext } from './steps/module-step.ts';
export { type PulledCode, type PullOptions, runPullSteps } from './steps/run-pull-steps.ts';
export { runSteps, type StepOptions, type StepsOutcome } from './steps/run-steps.ts';
export type { Step } from './steps/step.ts';
export { StepError } from './steps/step-error.ts';
export { type GitReference, gitReference } from './storage/git-reference.ts';
export { type SettleOptions, settledPullSteps } from './storage/settled-pull-steps.ts';
export { type Touch, touchedSince, UnknownReferenceError } from './versions/touched-since.ts';
