// testkit: a real server in process for tests.
export * from './open-house.ts';
