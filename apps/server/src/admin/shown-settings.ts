// server: the settings that it goes by, under the names that Prefect gives them, for dashboards. Nothing secret.
import type { EngineSettings } from '@signalbox/engine';
import { version } from '../version.ts';

/** A length of time as ISO 8601 writes it, for instance `PT90S`. */
const duration = (seconds: number): string => `PT${seconds}S`;

/**
 * What is set of this server. Settings of Prefect that it has no counterpart for are left out, so that nobody reads a
 * number here that nothing goes by.
 */
export function shownSettings(settings: EngineSettings): Record<string, unknown> {
  return {
    signalbox_version: version,
    server: {
      api: { default_limit: settings.page_size },
      concurrency: { maximum_concurrency_slot_wait_seconds: settings.slot_wait_seconds },
      services: {
        cancellation_cleanup: { enabled: true, cancelling_timeout_seconds: settings.cancelling_timeout_seconds },
        foreman: { enabled: true, fallback_heartbeat_interval_seconds: settings.worker_offline_after_seconds / 3 },
        late_runs: { enabled: true, after_seconds: duration(settings.late_after_seconds) },
        scheduler: {
          enabled: true,
          max_runs: settings.scheduler_max_runs,
          min_runs: settings.scheduler_min_runs,
          max_scheduled_time: duration(settings.scheduler_max_ahead_seconds),
          min_scheduled_time: duration(settings.scheduler_min_ahead_seconds),
        },
      },
    },
  };
}
