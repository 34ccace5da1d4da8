// deploy: what a probe reports of an entrypoint, as a description or a fault.
import { z } from 'zod';
import type { Entrypoint } from './entrypoint.ts';
import type { EntrypointFault, FlowDescription } from './flow-description.ts';
import type { ProbeOutcome } from './run-probe.ts';

/** Prefect leaves out `required` and `definitions` that are empty. */
const withoutEmpty = (schema: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema).filter(
      ([key, value]) => !['required', 'definitions'].includes(key) || Object.keys(Object(value)).length > 0,
    ),
  );

const Report = z.discriminatedUnion('outcome', [
  z.object({
    entry: z.string(),
    outcome: z.literal('flow'),
    flow: z.object({
      name: z.string(),
      description: z.string().nullable(),
      version: z.string().nullable(),
      parameter_openapi_schema: z.record(z.string(), z.unknown()).transform(withoutEmpty),
    }),
  }),
  z.object({ entry: z.string(), outcome: z.literal('import'), reason: z.string() }),
  z.object({ entry: z.string(), outcome: z.enum(['missing', 'not-a-flow']), flows: z.array(z.string()) }),
]);

/** A name that is not there, or is not a flow; `example` says how to make it one. */
export function missingFlow(
  { name, path }: Entrypoint,
  fault: 'missing' | 'not-a-flow',
  flows: readonly string[],
  example: string,
): EntrypointFault {
  const problem = fault === 'missing' ? `${path} has no "${name}"` : `"${name}" in ${path} is not a flow`;
  return { fault, problem, mend: flows.length === 0 ? example : `Flows in this file: ${flows.join(', ')}` };
}

/** The words of a language for what can go wrong. */
export interface LanguageWords {
  readonly example: (name: string) => string;
  /** How to load a file that ends the process or never ends. */
  readonly quietLoad: string;
}

/** A description or a fault for each entrypoint; those without a report were not loaded to their end. */
export function describedBy(
  outcome: ProbeOutcome,
  entrypoints: readonly Entrypoint[],
  words: LanguageWords,
): Map<string, FlowDescription | EntrypointFault> {
  const reports = new Map(
    outcome.reports.map((report) => Report.parse(report)).map((report) => [report.entry, report]),
  );
  const describe = (entrypoint: Entrypoint): FlowDescription | EntrypointFault => {
    const report = reports.get(entrypoint.text);
    const cannot = `${entrypoint.path} cannot be loaded`;
    if (report === undefined) {
      const said = outcome.output === '' ? '' : `, and printed: ${outcome.output}`;
      return { fault: 'import', problem: `${cannot}: ${outcome.ending}${said}`, mend: words.quietLoad };
    }
    if (report.outcome === 'flow') return report.flow;
    if (report.outcome === 'import') {
      const mend = 'Correct the file, or install what it imports';
      return { fault: 'import', problem: `${cannot}: ${report.reason}`, mend };
    }
    return missingFlow(entrypoint, report.outcome, report.flows, words.example(entrypoint.name));
  };
  return new Map(entrypoints.map((entrypoint) => [entrypoint.text, describe(entrypoint)]));
}
