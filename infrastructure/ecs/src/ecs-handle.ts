// ecs: what is known of a task that was started for a run.
import type { Handle } from '@signalbox/core';
import type { EcsService } from './ecs-service.ts';

/** Where the output of a container is found in CloudWatch Logs. */
export interface LogPlace {
  readonly group: string;
  readonly stream: string;
  readonly region: string | undefined;
}

export interface EcsHandle extends Handle {
  readonly kind: 'ecs';
  readonly service: EcsService;
  readonly cluster_arn: string;
  readonly task_arn: string;
  /** The container whose exit code is the run's. */
  readonly container_name: string;
  /** Null when its output goes elsewhere. */
  readonly log_place: LogPlace | null;
  readonly stream_output: boolean;
  /** Milliseconds since 1970 from which its output is told: for a task that was found again only what comes now. */
  readonly output_from: number;
  readonly poll_interval_seconds: number;
  readonly start_timeout_seconds: number;
  /** The revision to deregister at the end; null when it stays. */
  readonly temporary_definition: string | null;
}

/** @throws Error for a handle of another kind */
export function ecsHandle(handle: Handle): EcsHandle {
  if ('kind' in handle && handle.kind === 'ecs') return handle as EcsHandle;
  throw new Error(`The handle ${handle.identifier} is none of an ECS task.`);
}
