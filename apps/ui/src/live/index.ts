// live: what the server tells by itself.
export { batched } from './batched.ts';
export { startLive } from './start-live.ts';
export { useLive } from './use-live.ts';
