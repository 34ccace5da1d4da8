// signalbox: the first words of the command line, each with the module that declares what follows.
import type { Command } from 'commander';

export interface Noun {
  readonly name: string;
  readonly description: string;
  readonly load: () => Promise<(command: Command) => void>;
}

export const NOUNS: readonly Noun[] = [
  {
    name: 'init',
    description: 'start a project in this folder, or in a new one',
    load: async () => (await import('./init/declare.ts')).declareInit,
  },
  {
    name: 'dev',
    description: 'server, dashboard and worker in one process; deploys again when a file changes',
    load: async () => (await import('./dev/declare.ts')).declareDev,
  },
  {
    name: 'server',
    description: 'the server with its dashboard',
    load: async () => (await import('./server/declare.ts')).declareServer,
  },
  {
    name: 'worker',
    description: 'what runs the flows of a work pool',
    load: async () => (await import('./workers/declare.ts')).declareWorker,
  },
  {
    name: 'plan',
    description: 'show what a manifest would change on the server',
    load: async () => (await import('./plan/declare.ts')).declarePlan,
  },
  {
    name: 'apply',
    description: 'make the server have what a manifest declares',
    load: async () => (await import('./apply/declare.ts')).declareApply,
  },
  {
    name: 'deploy',
    description: 'the same as apply, and tell how to run the deployments',
    load: async () => (await import('./deploy/declare.ts')).declareDeploy,
  },
  {
    name: 'promote',
    description: 'carry what runs in one environment to another',
    load: async () => (await import('./promote/declare.ts')).declarePromote,
  },
  {
    name: 'rollback',
    description: 'make a deployment what it was',
    load: async () => (await import('./rollback/declare.ts')).declareRollback,
  },
  {
    name: 'deployment',
    description: 'list, inspect, run, pause, resume and delete deployments, and tell their versions',
    load: async () => (await import('./deployments/declare.ts')).declareDeployment,
  },
  {
    name: 'flow',
    description: 'list flows',
    load: async () => (await import('./flows/declare.ts')).declareFlow,
  },
  {
    name: 'flow-run',
    description: 'list, inspect, follow, cancel, retry and explain flow runs',
    load: async () => (await import('./flow-runs/declare.ts')).declareFlowRun,
  },
  {
    name: 'work-pool',
    description: 'create, inspect, pause, resume and delete work pools',
    load: async () => (await import('./work-pools/declare.ts')).declareWorkPool,
  },
  {
    name: 'automation',
    description: 'create, inspect, pause, resume and delete automations',
    load: async () => (await import('./automations/declare.ts')).declareAutomation,
  },
  {
    name: 'variable',
    description: 'list, get, set and unset variables',
    load: async () => (await import('./variables/declare.ts')).declareVariable,
  },
  {
    name: 'block',
    description: 'list blocks and store secrets',
    load: async () => (await import('./blocks/declare.ts')).declareBlock,
  },
  {
    name: 'artifact',
    description: 'list and inspect artifacts',
    load: async () => (await import('./artifacts/declare.ts')).declareArtifact,
  },
  {
    name: 'config',
    description: 'view, set and unset the settings of the active profile',
    load: async () => (await import('./config/declare.ts')).declareConfig,
  },
  {
    name: 'profile',
    description: 'list, create, use, inspect and delete profiles',
    load: async () => (await import('./profiles/declare.ts')).declareProfile,
  },
  {
    name: 'version',
    description: 'the versions of Signalbox, of Node and of the server',
    load: async () => (await import('./version/declare.ts')).declareVersion,
  },
];
