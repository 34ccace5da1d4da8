// testkit: a real server in process for tests.
export { type DatabaseOfTest, databaseOfTest } from './database-of-test.ts';
export * from './eventually.ts';
export * from './open-house.ts';
export * from './own-postgres.ts';
export * from './round-robin.ts';
export * from './self-signed-certificate.ts';
