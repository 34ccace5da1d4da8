// core: what every kind of infrastructure does. The worker and the push submitter call the same four functions.

/** One start of a flow run, fully resolved: no template is left in it. */
export interface Job {
  readonly flow_run_id: string;
  /** Together with the run's id it names what is started, so that submitting the same job twice starts it once. From 1. */
  readonly attempt: number;
  /** What people see: the name of the process, container or pod where the kind has names. */
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** What the kind's job template says beyond the fields above; the kind validates it. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Enough of a job to find what was started for it: names derive from run and attempt, and the configuration says where to look. */
export type JobReference = Pick<Job, 'flow_run_id' | 'attempt' | 'configuration'>;

/** Something that was started and can be watched and stopped, even by another process than the one that started it. */
export interface Handle {
  readonly flow_run_id: string;
  readonly attempt: number;
  /** What `infrastructure_pid` of the flow run says, for instance `host:pid`. */
  readonly identifier: string;
}

export interface Exit {
  /** Null when a signal ended it, or when the one who watches could not learn it. */
  readonly exit_code: number | null;
  /** The name of the signal that ended it, for instance `SIGKILL`. */
  readonly signal: string | null;
  /** The last lines of its output, for the report of a crash. */
  readonly last_output: string;
  /** Why it ended as the infrastructure tells it, in a sentence, for instance that it used more memory than its limit; null when the exit code says all. */
  readonly reason: string | null;
}

/** Something that the infrastructure says of a job while it goes on, for instance that its image cannot be pulled. */
export interface InfrastructureEvent {
  readonly level: 'info' | 'warning';
  /** A sentence for people. */
  readonly message: string;
}

export interface WatchOptions {
  /** Called with each line of output, stdout and stderr in the order they were written. */
  readonly onOutput?: (line: string) => void;
  readonly onEvent?: (event: InfrastructureEvent) => void;
}

export interface Infrastructure {
  /** The work pool type it serves, for instance `process`. */
  readonly type: string;
  /** Where programs of a job are found: on the worker's own machine, or in an image, of which the worker knows nothing. */
  readonly runs_in: 'machine' | 'image';
  /** Starts the job, or returns the handle of the same job when it is already going on. */
  submit(job: Job): Promise<Handle>;
  /** Resolves when it has ended. Call it once for each handle. */
  watch(handle: Handle, options?: WatchOptions): Promise<Exit>;
  /** Asks it to end, and after the grace makes it end. Resolves when nothing of it is left. */
  stop(handle: Handle, grace_seconds: number): Promise<void>;
  /** What was started for this attempt and still goes on, else null. */
  find(job: JobReference): Promise<Handle | null>;
}

/** A job that cannot be started: the message says what is missing and how to mend it. */
export class SubmitError extends Error {
  override readonly name = 'SubmitError';
}
