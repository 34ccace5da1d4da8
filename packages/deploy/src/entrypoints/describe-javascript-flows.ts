// deploy: what the flows of TypeScript and JavaScript files are.
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Entrypoint } from './entrypoint.ts';
import type { EntrypointFault, FlowDescription } from './flow-description.ts';
import { moduleFlags } from './module-flags.ts';
import { describedBy } from './probe-report.ts';
import { type ProbeSurroundings, runProbe } from './run-probe.ts';

/** The probe beside this file: as source, or as built where this file is. */
const probePath = (): string =>
  fileURLToPath(new URL('./flow-probe.ts', import.meta.url)).replace(/\.ts$/, extname(import.meta.url));

export async function describeJavascriptFlows(
  entrypoints: readonly Entrypoint[],
  surroundings: ProbeSurroundings,
): Promise<Map<string, FlowDescription | EntrypointFault>> {
  const outcome = await runProbe({
    command: process.execPath,
    arguments: [...moduleFlags(process.execArgv), probePath(), ...entrypoints.map(({ text }) => text)],
    ...surroundings,
  });
  return describedBy(outcome, entrypoints, {
    example: (name) => `Export one: export const ${name} = flow({ name: '${name}' }, async () => { … })`,
    quietLoad: 'Put what starts work behind `if (import.meta.main)`',
  });
}
