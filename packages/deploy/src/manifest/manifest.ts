// deploy: what a manifest says, checked and with its placeholders filled in.
import type { AutomationCreate, Trigger, VariableCreate, WorkPoolCreate } from '@signalbox/contract';
import type { Schedule } from '@signalbox/core';
import type { Step } from '../steps/step.ts';
import type { Path, Place } from './manifest-source.ts';

/** An object beside the deployments, with the body that creates it. */
export interface Declared<Body> {
  /** Where it stands in the manifest. */
  readonly path: Path;
  readonly body: Body;
}

export interface BlockBody {
  readonly name: string;
  readonly block_type_slug: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What starts runs of a deployment; becomes an automation that the deployment owns. */
export interface DeclaredTrigger {
  /** Where it stands in the manifest. */
  readonly path: Path;
  /** Unless it is given: named after the deployment and the trigger's place in it. */
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly trigger: Trigger;
  /** Of the runs that it starts. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly job_variables: Readonly<Record<string, unknown>> | null;
  /** Seconds from the trigger to the start of the run. */
  readonly schedule_after: number;
}

export interface DeclaredSchedule {
  /** Where it stands in the manifest. */
  readonly path: Path;
  readonly schedule: Schedule;
  /** Absent: active when it is new, left as it is when it exists. */
  readonly active?: boolean | undefined;
  readonly slug?: string | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

export interface DeclaredConcurrency {
  readonly limit: number;
  readonly collision_strategy?: 'ENQUEUE' | 'CANCEL_NEW' | undefined;
  readonly grace_period_seconds?: number | undefined;
}

export interface DeclaredDeployment {
  /** Where it stands in the manifest. */
  readonly path: Path;
  readonly name: string;
  readonly entrypoint: string;
  readonly description: string | null;
  readonly version: string | null;
  readonly tags: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly paused: boolean;
  /** Null: the manifest says nothing about schedules. */
  readonly schedules: readonly DeclaredSchedule[] | null;
  readonly concurrency: DeclaredConcurrency | null;
  /** Null: not declared; new deployments enforce. */
  readonly enforce_parameter_schema: boolean | null;
  readonly work_pool: {
    readonly name: string;
    readonly work_queue_name: string | null;
    readonly job_variables: Readonly<Record<string, unknown>>;
  };
  /** Done before the deployment is written; null: the manifest has none for it. */
  readonly build: readonly Step[] | null;
  /** Done after `build`, before the deployment is written; null: the manifest has none for it. */
  readonly push: readonly Step[] | null;
  /** Done when a run starts; null: the manifest has none for it. */
  readonly pull: readonly Step[] | null;
  readonly triggers: readonly DeclaredTrigger[];
}

/** Something that is not wrong, and that people should know. */
export interface ManifestNotice extends Place {
  readonly text: string;
}

export interface Manifest {
  /** Who owns what is declared: the manifest's name, else that of its folder. */
  readonly name: string;
  /** Entrypoints are relative to it. */
  readonly directory: string;
  /** Null: no environment was chosen. */
  readonly environment: string | null;
  /** Where the environment's server is; null: where the profile says. */
  readonly apiUrl: string | null;
  readonly workPools: readonly Declared<WorkPoolCreate>[];
  readonly blocks: readonly Declared<BlockBody>[];
  readonly variables: readonly Declared<VariableCreate>[];
  readonly automations: readonly Declared<AutomationCreate>[];
  readonly deployments: readonly DeclaredDeployment[];
  readonly notices: readonly ManifestNotice[];
}
