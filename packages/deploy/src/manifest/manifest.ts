// deploy: what a manifest says, checked and with its placeholders filled in.
import type { Schedule } from '@signalbox/core';
import type { Path } from './manifest-source.ts';

/** One step as it is stored: the step's name and its inputs. */
export type PullStep = Readonly<Record<string, unknown>>;

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
  /** Null: the manifest has none for it. */
  readonly pull: readonly PullStep[] | null;
}

export interface Manifest {
  readonly deployments: readonly DeclaredDeployment[];
}
