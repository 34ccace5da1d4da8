// signalbox: where the built dashboard lies.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Null when it is not built. */
export function uiDirectory(): string | null {
  const built = new URL('../dist/', import.meta.resolve('@signalbox/ui'));
  return existsSync(new URL('index.html', built)) ? fileURLToPath(built) : null;
}
