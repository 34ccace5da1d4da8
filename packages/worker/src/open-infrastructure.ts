// worker: the infrastructure for a type of work pool. Each kind is loaded when a pool of its type is served: cloud SDKs are heavy.
import type { Infrastructure } from '@signalbox/core';
import { processInfrastructure, type StandbyOptions } from '@signalbox/infrastructure-process';
import { WorkPoolError } from './work-pool-error.ts';

export interface OpenInfrastructureOptions {
  /** Where records of processes are kept. */
  readonly state_directory: string;
  readonly standby?: StandbyOptions;
  /** What processes on this machine get besides the `env` of their job. */
  readonly environment: NodeJS.ProcessEnv;
  /** Whether a cloud is asked as this machine where a pool names no credentials. */
  readonly own_identity: boolean;
}

export type OpenedInfrastructure = Infrastructure & Disposable;

const KINDS: {
  readonly [type: string]: (options: OpenInfrastructureOptions) => Promise<OpenedInfrastructure> | OpenedInfrastructure;
} = {
  ecs: async (options) => (await import('@signalbox/infrastructure-ecs')).ecsInfrastructure(options),
  process: processInfrastructure,
};

/** @throws WorkPoolError for a type that no worker of ours serves */
export async function openInfrastructure(
  type: string,
  options: OpenInfrastructureOptions,
): Promise<OpenedInfrastructure> {
  const open = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (open !== undefined) return open(options);
  throw new WorkPoolError(
    `There is no worker for work pools of type ${type}. The types that are served are ${Object.keys(KINDS).join(', ')}.`,
  );
}
