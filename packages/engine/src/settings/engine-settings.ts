// engine: the numbers that the product's rules turn on.

export interface EngineSettings {
  /** Seconds after its start time at which a scheduled run is Late. */
  readonly late_after_seconds: number;
  /** Most runs that the scheduler keeps ahead for one schedule. */
  readonly scheduler_max_runs: number;
  /** Fewest runs that the scheduler keeps ahead, however far away they are. */
  readonly scheduler_min_runs: number;
  /** The scheduler looks no further than this ahead, in seconds. */
  readonly scheduler_max_ahead_seconds: number;
  /** The scheduler looks at least this far ahead, in seconds, unless it has `scheduler_max_runs` by then. */
  readonly scheduler_min_ahead_seconds: number;
  /** Seconds a Cancelling run has before the server itself ends it as Cancelled. */
  readonly cancelling_timeout_seconds: number;
  /** Seconds without a heartbeat after which a worker counts as offline, where it did not say its own interval. */
  readonly worker_offline_after_seconds: number;
  /** Seconds a Python run, which has no lease of its own, may go without a heartbeat once it has sent one. */
  readonly heartbeat_lost_after_seconds: number;
  /** Seconds that a request for slots waits for them before it is told that they are taken. */
  readonly slot_wait_seconds: number;
  /** Seconds after which an event is deleted; null keeps them all. */
  readonly event_retention_seconds: number | null;
  /** Seconds after which a log is deleted; null keeps them all. */
  readonly log_retention_seconds: number | null;
  /** Names of background services that this server does not run. */
  readonly disabled_services: readonly string[];
  /** Where the dashboard is for whoever reads a message; null leaves addresses out of messages. */
  readonly ui_url: string | null;
  /** Most objects that a list answers, and its default. */
  readonly page_size: number;
}

/** Prefect's defaults where it has them. */
export const defaultSettings: EngineSettings = {
  late_after_seconds: 15,
  scheduler_max_runs: 100,
  scheduler_min_runs: 3,
  scheduler_max_ahead_seconds: 100 * 86_400,
  scheduler_min_ahead_seconds: 3_600,
  cancelling_timeout_seconds: 300,
  worker_offline_after_seconds: 90,
  heartbeat_lost_after_seconds: 90,
  slot_wait_seconds: 5,
  event_retention_seconds: 7 * 86_400,
  log_retention_seconds: null,
  disabled_services: [],
  ui_url: null,
  page_size: 200,
};
