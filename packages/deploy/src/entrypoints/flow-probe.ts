// deploy: runs in a process of its own: loads flow files and writes what their flows are to file descriptor 3.
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const REPORT = 3;

type Loaded = Readonly<Record<string, unknown>>;

/** What the SDK marks flows with; registered by name, so that it is the same in every copy of it. */
const FLOW = Symbol.for('signalbox.flow');

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';

/** Null for what is not a flow. */
function flowFrom(value: unknown): object | null {
  if (!isFunction(value) || !(FLOW in value)) return null;
  const options: unknown = Reflect.get(value, 'options');
  const option = (name: string): unknown => Reflect.get(Object(options), name);
  const schema: unknown = Reflect.get(value, 'parameterSchema');
  return {
    name: value.name,
    description: textOrNull(option('description')),
    version: textOrNull(option('version')),
    parameter_openapi_schema: isFunction(schema) ? schema.call(value) : {},
  };
}

/** With the place in a file that the error comes from, where its trace names one that is not of Node. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /(?:file:\/\/|[\s(])(\/[^\s()]+:\d+(?::\d+)?)/.exec(error.stack ?? '')?.[1];
  return `${error.name}: ${error.message}${place === undefined ? '' : ` (${place})`}`;
}

async function describe(path: string, name: string): Promise<object> {
  let loaded: Loaded;
  try {
    loaded = await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    return { outcome: 'import', reason: reasonOf(error) };
  }
  const flow = flowFrom(loaded[name]);
  if (flow !== null) return { outcome: 'flow', flow };
  const flows = Object.keys(loaded).filter((key) => flowFrom(loaded[key]) !== null);
  return { outcome: name in loaded ? 'not-a-flow' : 'missing', flows };
}

const report = (entry: string, found: object): void => {
  writeSync(REPORT, `${JSON.stringify({ entry, ...found })}\n`);
};

for (const entry of process.argv.slice(2)) {
  const colon = entry.lastIndexOf(':');
  report(entry, await describe(entry.slice(0, colon), entry.slice(colon + 1)));
}
process.exit(0);
