// signalbox: tells when one of some files has changed.
import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** An editor writes a file in several steps; they count as one change. */
const SETTLE_MILLISECONDS = 150;

/**
 * Calls back after changes of the files, however an editor writes them; also when one appears. Their folders are
 * watched, not the files: many editors put a new file in the place of the old one.
 */
export function watchFiles(paths: readonly string[], onChange: () => void): Disposable {
  const names = new Map<string, Set<string>>();
  for (const path of paths) {
    const folder = dirname(path);
    names.set(folder, (names.get(folder) ?? new Set()).add(basename(path)));
  }
  let timer: NodeJS.Timeout | undefined;
  const watchers = [...names].map(([folder, files]) => {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name !== null && !files.has(name)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, SETTLE_MILLISECONDS);
    });
    // The folder is gone: what it held is found missing by the next deploying.
    watcher.on('error', () => watcher.close());
    return watcher;
  });
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
