// server: HTTP and websockets of a Signalbox server.
export { ListenError, type RunningServer, type ServerOptions, startServer } from './start-server.ts';
