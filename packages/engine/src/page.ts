// engine: how much of a list one answer holds.
import { ApiError } from '@signalbox/contract';
import type { Engine } from './engine.ts';

/** The limit of a list: the default when none is asked for. @throws ApiError `unprocessable` above the maximum */
export function pageLimit({ settings }: Engine, limit: number | undefined): number {
  if (limit === undefined) return settings.page_size;
  if (limit < 0 || limit > settings.page_size) {
    throw new ApiError('unprocessable', `Invalid limit: must be less than or equal to ${settings.page_size}.`);
  }
  return limit;
}
