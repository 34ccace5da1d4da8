// server: the server of node:http, or of node:https where there is a certificate: the rest is the same code.
import { readFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { ListenError } from './listen-error.ts';

/** The files of a certificate with its chain and of its key, in PEM. */
export interface TlsFiles {
  readonly cert_file: string;
  readonly key_file: string;
}

const KEEP_ALIVE_MS = 5_000;

// Imported as a module, node:http loads its websocket client too, a tenth of a second at each start.
/** @throws ListenError when a file cannot be read, or certificate and key are not what they should be */
export function createHttpServer(tls: TlsFiles | null, listener: RequestListener): Server {
  const options = { keepAliveTimeout: KEEP_ALIVE_MS };
  if (tls === null) return process.getBuiltinModule('node:http').createServer(options, listener);
  const cert = readPem(tls.cert_file, 'certificate');
  const key = readPem(tls.key_file, 'key of the certificate');
  try {
    return process.getBuiltinModule('node:https').createServer({ ...options, cert, key }, listener);
  } catch (cause) {
    throw new ListenError(
      `The certificate ${tls.cert_file} and the key ${tls.key_file} cannot be used together: ${messageOf(cause)}. Both must be PEM, and belong to each other.`,
      { cause },
    );
  }
}

function readPem(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ListenError(`The ${what} ${path} cannot be read: ${messageOf(cause)}.`, { cause });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
