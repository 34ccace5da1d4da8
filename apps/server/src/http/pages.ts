// server: the dashboard's files, and what it needs to know before it asks the API.
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/** Serves the built dashboard; every other path shows its first page, which knows the rest. */
export function createPages(ui_directory: string | null): (request: IncomingMessage, response: ServerResponse) => void {
  const files =
    ui_directory !== null && existsSync(join(ui_directory, 'index.html'))
      ? sirv(ui_directory, { single: true, etag: true, gzip: false })
      : null;
  return (request, response) => {
    if (request.url === '/ui-settings')
      return json(response, 200, { api_url: '/api', csrf_enabled: false, auth: null, flags: [] });
    const missing = () => json(response, 404, { detail: 'Not Found' });
    if (files && (request.method === 'GET' || request.method === 'HEAD')) return files(request, response, missing);
    missing();
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
