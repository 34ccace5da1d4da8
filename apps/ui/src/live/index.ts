// live: what the server tells by itself.
export { startLive } from './start-live.ts';
export { useLive } from './use-live.ts';
