// deploy: the folder that is sent to the daemon.
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFiles } from '../buckets/project-files.ts';

export interface BuildContext extends AsyncDisposable {
  readonly path: string;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * The project itself when it has a .dockerignore, else a copy without what has no place in an image: `.git`,
 * `node_modules` and the like, or what the project's own ignore file says.
 */
export async function autoContext(step: string, directory: string): Promise<BuildContext> {
  if (await exists(join(directory, '.dockerignore'))) return { path: directory, [Symbol.asyncDispose]: async () => {} };
  const path = await mkdtemp(join(tmpdir(), 'signalbox-image-'));
  const dispose = (): Promise<void> => rm(path, { recursive: true, force: true });
  try {
    for (const file of await projectFiles(step, directory, null)) {
      await mkdir(dirname(join(path, file)), { recursive: true });
      await cp(join(directory, file), join(path, file));
    }
    return { path, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
