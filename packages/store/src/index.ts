// store: tables, migrations and queries.
export * from './database.ts';
export * from './dialect/columns.ts';
export * from './dialect/storage-error.ts';
export * from './events/write.ts';
export * from './filters/criteria.ts';
export * from './filters/related.ts';
export * from './flows/read.ts';
export * from './flows/write.ts';
export * from './open-store.ts';
