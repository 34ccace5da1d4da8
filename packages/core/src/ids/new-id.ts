// core: new ids, in the order of time.
import type { Uuid } from '@signalbox/contract';
import { v7 } from 'uuid';

/** A new UUIDv7 of whatever kind of id the place needs: rows inserted together lie together in the index. */
export const newId = <Id extends Uuid>(): Id => v7() as Id;
