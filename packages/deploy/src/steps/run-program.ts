// deploy: runs a program for a step, with its output line by line.
import { spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { StepError } from './step-error.ts';

export interface ProgramCall {
  /** The step that wants it, for errors. */
  readonly step: string;
  readonly words: readonly string[];
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal | undefined;
  /** Gets each line of both outputs as it comes. */
  readonly onLine?: ((line: string) => void) | undefined;
  readonly input?: string | undefined;
}

export interface ProgramOutput {
  /** Without white space at the end. */
  readonly stdout: string;
  readonly stderr: string;
}

/** As much of the end of an output as an error shows. */
const SHOWN_CHARACTERS = 2_000;

function linesOf(reader: Interface, onLine: ((line: string) => void) | undefined): Promise<string> {
  const lines: string[] = [];
  reader.on('line', (line) => {
    lines.push(line);
    onLine?.(line);
  });
  return new Promise((resolve) => reader.on('close', () => resolve(lines.join('\n').trimEnd())));
}

/** @throws StepError for a program that is not there, or that ends with anything but 0. */
export async function runProgram(call: ProgramCall): Promise<ProgramOutput> {
  const { step, words, directory, env, signal, onLine, input = '' } = call;
  const [program = '', ...rest] = words;
  signal?.throwIfAborted();
  const child = spawn(program, rest, { cwd: directory, env, signal, stdio: ['pipe', 'pipe', 'pipe'] });
  // A program that reads nothing may be gone before all is written: how it ended tells more.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const outputs = Promise.all([
    linesOf(createInterface({ input: child.stdout }), onLine),
    linesOf(createInterface({ input: child.stderr }), onLine),
  ]);
  const ended = await new Promise<number | string | Error>((resolve) => {
    child.on('error', resolve);
    child.on('close', (code, killed) => resolve(code ?? killed ?? 'unknown'));
  });
  if (ended instanceof Error) {
    signal?.throwIfAborted();
    const isMissing = 'code' in ended && ended.code === 'ENOENT';
    if (!isMissing) throw new StepError(step, `${program} could not be started: ${ended.message}`, 'See above');
    const problem = `there is no program "${program}" on this machine, or no directory ${directory}`;
    throw new StepError(step, problem, 'Install it, or correct the name');
  }
  const [stdout, stderr] = await outputs;
  if (ended === 0) return { stdout, stderr };
  const shown = (stderr === '' ? stdout : stderr).slice(-SHOWN_CHARACTERS);
  const how = typeof ended === 'number' ? `ended with ${ended}` : `was ended by ${ended}`;
  throw new StepError(step, `${program} ${how}${shown === '' ? '' : `:\n${shown}\n`}`, 'Correct what it complains of');
}
