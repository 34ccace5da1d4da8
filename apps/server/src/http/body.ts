// server: reading a request's body, with a limit.
import type { IncomingMessage } from 'node:http';
import { ApiError } from '@signalbox/contract';

/** Largest body taken, in bytes: a batch of logs or an artifact fits many times. */
export const BODY_BYTES_AT_MOST = 16 * 1024 * 1024;

/** @throws ApiError `body_too_large` as soon as the limit is passed, whatever Content-Length said */
export async function readBody(request: IncomingMessage): Promise<string> {
  const tooLarge = () => new ApiError('body_too_large', `The request body is larger than ${BODY_BYTES_AT_MOST} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES_AT_MOST) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > BODY_BYTES_AT_MOST) throw tooLarge();
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only.toString('utf8') : Buffer.concat(chunks).toString('utf8');
}
