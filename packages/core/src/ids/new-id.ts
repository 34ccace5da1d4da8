// core: new ids, in the order of time.
import type { Uuid } from '@signalbox/contract';
import { v7 } from 'uuid';

const BYTES_OF_AN_ID = 16;

/** Asking the system for random bytes takes several times as long as making an id of them, so they are had in stock. */
const stock = new Uint8Array(256 * BYTES_OF_AN_ID);
let used = stock.length;

function randomBytes(): Uint8Array {
  if (used === stock.length) {
    crypto.getRandomValues(stock);
    used = 0;
  }
  used += BYTES_OF_AN_ID;
  return stock.subarray(used - BYTES_OF_AN_ID, used);
}

const last = { msecs: 0, seq: 0 };

/** A new UUIDv7 of whatever kind of id the place needs: rows inserted together lie together in the index. */
export function newId<Id extends Uuid>(): Id {
  const random = randomBytes();
  const now = Date.now();
  if (now > last.msecs) {
    last.msecs = now;
    // The sequence begins in the lower half of its 31 bits, so that it does not overflow within a millisecond.
    last.seq = new DataView(random.buffer, random.byteOffset + 6).getUint32(0) >>> 2;
  } else last.seq += 1;
  return v7({ random, msecs: last.msecs, seq: last.seq }) as Id;
}
