// deploy: a step that is a Python function: imported and called by a small program of ours.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonProgram } from './python-program.ts';
import { runProgram } from './run-program.ts';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

/** Inputs come by standard input: secrets are in no argument. What the step prints stays apart from what it answers. */
const PROGRAM = `
import asyncio, importlib, inspect, json, os, sys

call = json.load(sys.stdin)
sys.path.insert(0, os.getcwd())
module, _, name = call["step"].rpartition(".")
try:
    step = getattr(importlib.import_module(module), name)
except ModuleNotFoundError as error:
    print(f"signalbox: no module {error.name}", file=sys.stderr)
    sys.exit(86)
except AttributeError:
    print(f"signalbox: no function {name} in {module}", file=sys.stderr)
    sys.exit(87)
result = step(**call["inputs"])
if inspect.isawaitable(result):
    async def wait():
        return await result
    result = asyncio.run(wait())
with open(call["answer"], "w") as file:
    json.dump(result, file, default=str)
`;

const NO_MODULE = /ended with 86\b/;
const NO_FUNCTION = /ended with 87\b/;

const packagesOf = (requires: unknown): readonly string[] =>
  [requires].flat().filter((one): one is string => typeof one === 'string' && one !== '');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Installs what the step says it requires when it cannot be imported, once. */
async function callStep(
  step: string,
  inputs: Readonly<Record<string, unknown>>,
  requires: readonly string[],
  answer: string,
  surroundings: StepSurroundings,
): Promise<void> {
  const { directory, env, signal, say } = surroundings;
  const python = await pythonProgram(step, env);
  const program = (words: readonly string[], input = '') =>
    runProgram({ step, words: [python, ...words], directory, env, signal, onLine: say, input });
  const call = () => program(['-c', PROGRAM], JSON.stringify({ step, inputs, answer }));
  try {
    await call();
  } catch (error) {
    const isMissing = error instanceof StepError && NO_MODULE.test(error.message);
    if (!isMissing || requires.length === 0) throw error;
    say(`Installing ${requires.join(', ')}`);
    await program(['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '--', ...requires]);
    await call();
  }
}

/** @throws StepError where there is no Python, no such function, or where it fails. */
export async function runPythonStep(
  step: string,
  { id: _, requires, ...inputs }: Readonly<Record<string, unknown>>,
  surroundings: StepSurroundings,
): Promise<Readonly<Record<string, unknown>>> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-step-'));
  try {
    const answer = join(folder, 'answer.json');
    await callStep(step, inputs, packagesOf(requires), answer, surroundings);
    const result: unknown = JSON.parse(await readFile(answer, 'utf8'));
    return isRecord(result) ? result : {};
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    if (NO_MODULE.test(error.message)) {
      const mend = 'Install its package where this Python finds it, or name it in requires';
      throw new StepError(step, 'this is no step of ours, and Python has no such module', mend, { cause: error });
    }
    if (!NO_FUNCTION.test(error.message)) throw error;
    throw new StepError(step, 'the Python module has no such function', 'Correct the name', { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
