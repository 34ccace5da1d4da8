// deploy: what the flows of Python files are: by Python with prefect where there is one, else from their source.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Entrypoint } from './entrypoint.ts';
import type { EntrypointFault, FlowDescription } from './flow-description.ts';
import { describedBy } from './probe-report.ts';
import { NO_PREFECT, PYTHON_PROBE } from './python-probe.ts';
import { flowFromPythonSource } from './python-source.ts';
import { type ProbeOutcome, type ProbeSurroundings, runProbe } from './run-probe.ts';

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** The outcome of the first Python that has prefect; null when none has. */
async function probeWithPrefect(
  entrypoints: readonly Entrypoint[],
  surroundings: ProbeSurroundings,
): Promise<ProbeOutcome | null> {
  const { SIGNALBOX_PYTHON, PYTHON } = surroundings.environment;
  for (const command of [SIGNALBOX_PYTHON, PYTHON, 'python3', 'python']) {
    if (command === undefined || command === '') continue;
    try {
      const outcome = await runProbe({
        ...surroundings,
        command,
        arguments: ['-c', PYTHON_PROBE, ...entrypoints.map(({ text }) => text)],
        environment: { PREFECT_LOGGING_LEVEL: 'CRITICAL', ...surroundings.environment },
      });
      if (outcome.exit_code !== NO_PREFECT) return outcome;
    } catch (error) {
      // This Python is not here or may not be run; the next may.
      if (!isSystemError(error)) throw error;
    }
  }
  return null;
}

/**
 * The Python is the first that has prefect of: what SIGNALBOX_PYTHON and PYTHON name, python3, python. Without one the
 * files are read, not loaded: signatures with plain types and defaults give their schema.
 */
export async function describePythonFlows(
  entrypoints: readonly Entrypoint[],
  surroundings: ProbeSurroundings,
): Promise<Map<string, FlowDescription | EntrypointFault>> {
  const outcome = await probeWithPrefect(entrypoints, surroundings);
  if (outcome !== null) {
    return describedBy(outcome, entrypoints, {
      example: (name) => `Put @flow above def ${name}`,
      quietLoad: 'Put what starts work behind `if __name__ == "__main__":`',
    });
  }
  const described = entrypoints.map(async (entrypoint) => {
    const source = await readFile(resolve(surroundings.directory, entrypoint.path), 'utf8');
    return [entrypoint.text, flowFromPythonSource(source, entrypoint)] as const;
  });
  return new Map(await Promise.all(described));
}
