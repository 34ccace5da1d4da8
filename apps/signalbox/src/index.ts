// signalbox: what users import: flows and tasks, and a server for flows that run with none configured.
import { registerEmbeddedServer } from '@signalbox/sdk';

export * from '@signalbox/sdk';

registerEmbeddedServer(async () => (await import('./server/embedded-server.ts')).startEmbeddedServer());
