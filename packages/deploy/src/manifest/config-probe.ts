// deploy: runs in a process of its own: loads a config file and writes what it exports to file descriptor 3.
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const REPORT = 3;

type Path = readonly (string | number)[];

/** A value as JSON, or the place of one that JSON does not know. */
function asJson(value: unknown, path: Path, faults: Path[], parents: readonly unknown[] = []): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  const isPlain =
    typeof value === 'object' &&
    !parents.includes(value) &&
    (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value)));
  if (!isPlain) {
    faults.push(path);
    return null;
  }
  const inner = [...parents, value];
  if (Array.isArray(value)) return value.map((entry, index) => asJson(entry, [...path, index], faults, inner));
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, asJson(entry, [...path, key], faults, inner)]));
}

/** With the place in a file that the error comes from, where its trace names one that is not of Node. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /(?:file:\/\/|[\s(])(\/[^\s()]+:\d+(?::\d+)?)/.exec(error.stack ?? '')?.[1];
  return `${error.name}: ${error.message}${place === undefined ? '' : ` (${place})`}`;
}

async function load(file: string): Promise<object> {
  let loaded: Readonly<Record<string, unknown>>;
  try {
    loaded = await import(pathToFileURL(file).href);
  } catch (error) {
    return { outcome: 'import', reason: reasonOf(error) };
  }
  const config = loaded.default ?? loaded.config;
  if (config === undefined) return { outcome: 'missing' };
  const faults: Path[] = [];
  const values = asJson(config, [], faults);
  return { outcome: 'config', values, faults };
}

const [, , file = ''] = process.argv;
writeSync(REPORT, `${JSON.stringify(await load(file))}\n`);
process.exit(0);
