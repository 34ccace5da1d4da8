// tests: a folder on a disk so small that it can be filled.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from './program.ts';

const MEGABYTES = 24;

export interface SmallDisk extends Disposable {
  readonly path: string;
  /** Leaves about so many bytes free. */
  fill(free_bytes: number): void;
  /** Frees what `fill` took. */
  free(): void;
  makeReadOnly(): void;
}

/** Mounts a memory disk below the home. @throws Error for everyone but root, and where mounting is not allowed */
export function mountSmallDisk(home: Home): SmallDisk {
  const path = join(home.path, 'disk');
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', path], { stdio: 'pipe' });
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: (free_bytes) => {
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - free_bytes)));
    },
    free: () => rmSync(ballast, { force: true }),
    makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', path]),
    [Symbol.dispose]: () => void execFileSync('umount', [path]),
  };
}

export function mayMount(): boolean {
  using home = new Home();
  try {
    using _disk = mountSmallDisk(home);
    return true;
  } catch {
    return false;
  }
}
