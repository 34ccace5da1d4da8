// browser tests: where the built dashboard lies, for a server of this process.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the built dashboard. */
export function builtDashboard(): string {
  const folder = join(import.meta.dirname, '../../apps/ui/dist');
  if (!existsSync(join(folder, 'index.html'))) throw new Error('The dashboard is not built: npm run build -w apps/ui.');
  return folder;
}
