// server: the name of a request, in its answer and in the log: the caller's own, or one of ours.
import type { IncomingMessage } from 'node:http';

const USABLE = /^[\w.:/+=-]{1,128}$/;

// A process's own beginning and a count: a random id for each request would cost more than the rest of its bookkeeping.
const beginning = crypto.randomUUID().slice(0, 8);
let count = 0;

export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && USABLE.test(given)) return given;
  count += 1;
  return `${beginning}-${count.toString(36)}`;
}
