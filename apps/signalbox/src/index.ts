// signalbox: what users import: flows and tasks, manifests as code, and a server for flows that run with none configured.
import { registerEmbeddedServer } from '@signalbox/sdk';

export { defineConfig, type ManifestConfig } from '@signalbox/deploy/define-config';
export * from '@signalbox/sdk';

registerEmbeddedServer(async () => (await import('./server/embedded-server.ts')).startEmbeddedServer());
