// artifacts: what other features may use.
export { ArtifactsOfRun, ArtifactsOfTaskRun } from './artifact-cards.tsx';
export { artifactsOfRunQuery } from './queries.ts';
