// core: a task whose result is known already does not run.
import { newState } from '../../states/new-state.ts';
import { CACHED, isCompleted } from '../../states/state-properties.ts';
import type { Moment, Need, Rule, TaskRunSubject } from '../rule.ts';

const MAX_CACHE_KEY_LENGTH = 2_000;

function lookUp({ proposed }: Moment<TaskRunSubject>): Need | null {
  const { cache_key, refresh_cache } = proposed.state_details;
  if (cache_key === null || cache_key === '' || refresh_cache === true) return null;
  return { kind: 'find_cached_state', cache_key };
}

/** A task with a cache key takes the state that was cached under it, unless it asks for a fresh one. */
export const retrieveFromCache: Rule<TaskRunSubject> = {
  name: 'CacheRetrieval',
  from: 'any',
  to: ['RUNNING'],
  needs: lookUp,
  before: (moment) => {
    const { facts } = moment;
    const cached = lookUp(moment) === null ? null : (facts.answers.find_cached_state?.state ?? null);
    if (cached === null) return null;
    const { message, data, state_details } = cached;
    return {
      kind: 'reject',
      reason: 'Retrieved state from cache',
      state: newState(facts, 'COMPLETED', { name: CACHED, message, data, state_details }),
    };
  },
};

/** A result with a cache key is kept for the tasks that follow with the same key. */
export const insertIntoCache: Rule<TaskRunSubject> = {
  name: 'CacheInsertion',
  from: 'any',
  to: ['COMPLETED'],
  before: ({ proposed }) => {
    const { cache_key } = proposed.state_details;
    if (cache_key === null || cache_key.length <= MAX_CACHE_KEY_LENGTH) return null;
    const reason = `Cache key exceeded maximum allowed length of ${MAX_CACHE_KEY_LENGTH} characters.`;
    return { kind: 'reject', state: proposed, reason };
  },
  after: (_moment, written) => {
    if (written === null || !isCompleted(written)) return null;
    const { cache_key, cache_expiration } = written.state_details;
    if (cache_key === null || cache_key === '' || cache_key.length > MAX_CACHE_KEY_LENGTH) return null;
    return { effects: [{ kind: 'insert_cached_state', cache_key, cache_expiration, state_id: written.id }] };
  },
};
