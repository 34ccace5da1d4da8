// core: what a kind of work pool says of itself.
import type { JsonObject } from './placeholder.ts';

/** A kind of work pool, in the shape of the collection `aggregate-worker-metadata`. */
export interface WorkPoolType {
  readonly type: string;
  readonly display_name: string;
  readonly description: string;
  readonly is_beta: boolean;
  readonly default_base_job_configuration: {
    readonly job_configuration: JsonObject;
    readonly variables: JsonObject;
  };
}
