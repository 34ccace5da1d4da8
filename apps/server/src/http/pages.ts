// server: the dashboard's files, and what it needs to know before it asks the API.
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { version } from '../version.ts';

/** Serves the OpenAPI document and the built dashboard; every other path shows its first page, which knows the rest. */
export interface PagesOptions {
  readonly ui_directory: string | null;
  /** Whether the dashboard has to ask for credentials, and for tokens. */
  readonly requires_credentials: boolean;
  readonly csrf_enabled: boolean;
}

export function createPages({
  ui_directory,
  requires_credentials,
  csrf_enabled,
}: PagesOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const files =
    ui_directory !== null && existsSync(join(ui_directory, 'index.html'))
      ? sirv(ui_directory, { single: true, etag: true, gzip: false })
      : null;
  return (request, response) => {
    if (request.url === '/openapi.json' || request.url === '/api/openapi.json') return void sendOpenApi(response);
    if (request.url === '/ui-settings')
      return json(response, 200, {
        api_url: '/api',
        csrf_enabled,
        auth: requires_credentials ? 'BASIC' : null,
        flags: [],
      });
    const missing = () => json(response, 404, { detail: 'Not Found' });
    if (files && (request.method === 'GET' || request.method === 'HEAD')) return files(request, response, missing);
    missing();
  };
}

/** Derived when it is first asked for: few ask, and every start would pay for it. */
async function sendOpenApi(response: ServerResponse): Promise<void> {
  const { openApiDocument } = await import('@signalbox/contract/openapi');
  json(response, 200, openApiDocument(version));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
