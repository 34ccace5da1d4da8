// server: HTTP and websockets of a Signalbox server.
export { SERVICE_NAMES } from '@signalbox/engine';
export type { TlsFiles } from './http/create-http-server.ts';
export { ListenError } from './http/listen-error.ts';
export {
  LOG_FORMATS,
  LOG_LEVELS,
  type LogFormat,
  type LogLevel,
  type ServerLog,
  type ServerLogOptions,
  serverLog,
} from './observability/server-log.ts';
export type { PushOptions } from './push/push-options.ts';
export { type RunningServer, type ServerOptions, startServer } from './start-server.ts';
