// engine: use cases and background services.
export * from './engine.ts';
export * from './flows/flows.ts';
export * from './hub.ts';
export * from './page.ts';
export * from './settings/engine-settings.ts';
