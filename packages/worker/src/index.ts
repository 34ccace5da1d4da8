// worker: the pull loop of a worker.
export type { Assignment } from '@signalbox/infrastructure-process';
export { type StartWorkerOptions, startWorker, type Worker } from './start-worker.ts';
export { Turnstile } from './turnstile.ts';
export { WorkPoolError } from './work-pool-error.ts';
export type { RunOfEvent, Tell, WorkerEvent } from './worker-event.ts';
export { WorkerNameTakenError } from './worker-name.ts';
