// core: the pure rules, for everyone above.
export * from './time/timestamp.ts';
