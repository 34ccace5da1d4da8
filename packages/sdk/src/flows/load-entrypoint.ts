// sdk: the flow that an entrypoint such as `flows/weather.ts:weather` names.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EntrypointError } from '../errors.ts';
import { type AnyFlow, isFlow } from './any-flow.ts';

interface Entrypoint {
  readonly file: string;
  readonly exportName: string;
}

/** Takes the text apart at its last colon; throws when it has another form. */
export function entrypointFrom(text: string): Entrypoint {
  const colon = text.lastIndexOf(':');
  const [file, exportName] = [text.slice(0, colon), text.slice(colon + 1)];
  // A single letter before the colon is a drive, not a file.
  if (colon <= 1 || exportName === '' || /[\\/]/.test(exportName)) {
    throw new EntrypointError(
      `The entrypoint '${text}' has another form than 'path/to/file.ts:exportName', for instance 'flows/weather.ts:weather'.`,
    );
  }
  return { file, exportName };
}

const describe = (value: unknown): string =>
  value === null ? 'null' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** Imports the file, seen from the folder, and answers its flow. Each thing that can be wrong has its own message. */
export async function loadEntrypoint(entrypoint: string, folder: string): Promise<AnyFlow> {
  const { file, exportName } = entrypointFrom(entrypoint);
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    throw new EntrypointError(`The entrypoint '${entrypoint}' names a file that does not exist: ${path}`);
  }
  let exports: Record<string, unknown>;
  try {
    exports = await import(pathToFileURL(path).href);
  } catch (cause) {
    const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    throw new EntrypointError(`Importing ${path} for the entrypoint '${entrypoint}' failed. ${why}`, { cause });
  }
  const flows = Object.entries(exports).filter(([, value]) => isFlow(value));
  const found = exports[exportName];
  if (isFlow(found)) return found;
  const known =
    flows.length === 0 ? 'It exports no flow.' : `It exports these flows: ${flows.map(([name]) => name).join(', ')}.`;
  if (exportName in exports) {
    throw new EntrypointError(
      `The export '${exportName}' of ${path} is ${describe(found)}, not a flow. Make it one with flow({ name: … }, fn). ${known}`,
    );
  }
  throw new EntrypointError(`${path} has no export '${exportName}'. ${known}`);
}
