// deploy: a manifest as code: what `signalbox.config.ts` exports.
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { moduleFlags } from '../entrypoints/module-flags.ts';
import { runProbe } from '../entrypoints/run-probe.ts';
import { EntrypointImportError, InvalidValueError, ManifestRejectedError, type Position } from './errors.ts';
import { fieldName, type ManifestSource } from './manifest-source.ts';

const Report = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('import'), reason: z.string() }),
  z.object({ outcome: z.literal('missing') }),
  z.object({
    outcome: z.literal('config'),
    values: z.unknown(),
    faults: z.array(z.array(z.union([z.string(), z.number()]))),
  }),
]);

/** The probe beside this file: as source, or as built where this file is. */
const probePath = (): string =>
  fileURLToPath(new URL('./config-probe.ts', import.meta.url)).replace(/\.ts$/, extname(import.meta.url));

const EXAMPLE = 'Export one: export default defineConfig({ deployments: [...] })';

/**
 * Loads the file in a process of its own, so that nothing that it does stays behind. Its default export is the
 * manifest, else its export `config`.
 *
 * @throws ManifestRejectedError when it cannot be loaded, or exports no manifest.
 */
export async function configSourceFrom(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
  timeout_seconds: number,
): Promise<ManifestSource> {
  const path = resolve(file);
  const position: Position = { file, line: null, column: null, frame: null };
  const { reports, output, ending } = await runProbe({
    command: process.execPath,
    arguments: [...moduleFlags(process.execArgv), probePath(), path],
    directory: dirname(path),
    environment,
    timeout_seconds,
  });
  const [first] = reports;
  const report = first === undefined ? null : Report.parse(first);
  if (report === null || report.outcome === 'import') {
    const said = output === '' ? '' : `, and printed: ${output}`;
    const problem = `the file cannot be loaded: ${report?.reason ?? `${ending}${said}`}`;
    const mend =
      report === null ? 'Export the manifest, and nothing that works on' : 'Correct it, or install what it imports';
    throw new ManifestRejectedError([new EntrypointImportError({ position, field: '', problem, mend })]);
  }
  if (report.outcome === 'missing') {
    const problem = 'the file exports no manifest';
    throw new ManifestRejectedError([new InvalidValueError({ position, field: '', problem, mend: EXAMPLE })]);
  }
  if (report.faults.length > 0) {
    const problem = 'this is a value that only code has';
    const mend = 'Write texts, numbers, true, false, null, lists and plain objects';
    throw new ManifestRejectedError(
      report.faults.map((at) => new InvalidValueError({ position, field: fieldName(at), problem, mend })),
    );
  }
  return {
    file,
    directory: dirname(path),
    values: report.values,
    environment: null,
    apiUrl: null,
    naming: { prefix: '', suffix: '' },
    git: null,
    positionOf: () => position,
    positionOfKey: () => position,
    fieldOf: fieldName,
  };
}
