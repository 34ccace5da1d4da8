// server: reading a request's body, with a limit.
import type { IncomingMessage } from 'node:http';
import { ApiError } from '@signalbox/contract';

/** Largest body taken, in bytes: a batch of logs or an artifact fits many times. */
export const BODY_BYTES_AT_MOST = 16 * 1024 * 1024;

/** @throws ApiError `body_too_large` as soon as the limit is passed, whatever Content-Length said; `bad_request` when the client leaves */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLarge = () =>
      reject(new ApiError('body_too_large', `The request body is larger than ${BODY_BYTES_AT_MOST} bytes.`));
    if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES_AT_MOST) return tooLarge();
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= BODY_BYTES_AT_MOST) return;
      request.off('data', take).pause();
      tooLarge();
    };
    // Events instead of `for await`: that costs more than everything else that is done with a small body.
    request.on('data', take);
    request.on('end', () => resolve(Buffer.concat(chunks, length).toString('utf8')));
    // Nobody is left who could hear it; but it is no failure of the server.
    request.on('error', () => reject(new ApiError('bad_request', 'The client left before its request was complete.')));
  });
}
