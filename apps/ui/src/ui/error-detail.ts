// ui: what an error of a call says to a reader.
import { ResponseError, ServerUnreachableError } from '@signalbox/client';

interface ErrorDetail {
  readonly title: string;
  readonly detail: string;
}

export function errorDetail(error: unknown): ErrorDetail {
  if (error instanceof ResponseError) {
    const path = new URL(error.url).pathname;
    return { title: error.detail, detail: `${error.method} ${path} answered ${error.status}` };
  }
  if (error instanceof ServerUnreachableError) {
    return { title: 'The server does not answer', detail: error.message };
  }
  return { title: 'Something went wrong', detail: error instanceof Error ? error.message : String(error) };
}
