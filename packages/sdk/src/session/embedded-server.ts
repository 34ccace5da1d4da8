// sdk: the server that runs inside this process when none is configured. Who has one registers how to start it.

export interface EmbeddedServer {
  readonly api_url: string;
  stop(): Promise<void>;
}

export type StartEmbeddedServer = () => Promise<EmbeddedServer>;

let registered: StartEmbeddedServer | null = null;

/** Registers how a server is started for flows that run with none configured. The package `signalbox` calls this. */
export function registerEmbeddedServer(start: StartEmbeddedServer): void {
  registered = start;
}

/** How to start the embedded server; null when none is registered. */
export const embeddedServer = (): StartEmbeddedServer | null => registered;
