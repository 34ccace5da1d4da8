// process: one process that has loaded what a job needs before there is a job, because loading takes most of the time
// between a run that is due and its first line.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processStart } from './process-start.ts';

/** The next one is loaded when the run that took the last has had this time to begin. */
const REST_MILLISECONDS = 500;
/** Read by Node or by the system before the first line of a program, so a process that runs already cannot be given them. */
const FIXED_AT_START = /^(NODE_|UV_|LD_|DYLD_|SSL_|OPENSSL_)/;

export interface StandbyOptions {
  /** The words before the last one in the command of jobs that the process can do. */
  readonly replaces: readonly string[];
  /** Starts the process. It loads what it needs and then reads its standard input to the end, which is an `Assignment`. */
  readonly command: readonly string[];
}

/** What a process on standby reads as JSON. Empty: it is not needed any more. */
export interface Assignment {
  /** The last word of the job's command. */
  readonly word: string;
  readonly directory: string;
  /** Beside the environment it has. */
  readonly env: Readonly<Record<string, string>>;
}

interface Waiting {
  readonly child: ChildProcess;
  readonly output_path: string;
}

const namePrefix = 'standby.';

/** Files of workers that were killed while a process waited. */
function removeLeftovers(state_directory: string): void {
  for (const name of readdirSync(state_directory)) {
    if (!name.startsWith(namePrefix)) continue;
    if (processStart(Number(name.slice(namePrefix.length).split('.')[0])) === null)
      rmSync(join(state_directory, name), { force: true });
  }
}

export class Standby implements Disposable {
  readonly #state_directory: string;
  readonly #options: StandbyOptions;
  #waiting: Waiting | null = null;
  #count = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(state_directory: string, options: StandbyOptions) {
    this.#state_directory = state_directory;
    this.#options = options;
    removeLeftovers(state_directory);
    this.#prepareSoon();
  }

  /** Gives the job to the process that waits; null when none does, or when it must have a process from its start. */
  take(command: readonly string[], output_path: string, assignment: Omit<Assignment, 'word'>): ChildProcess | null {
    const waiting = this.#waiting;
    const word = command.at(-1);
    if (waiting === null || word === undefined || !this.#replaces(command)) return null;
    if (Object.keys(assignment.env).some((name) => FIXED_AT_START.test(name))) return null;
    this.#waiting = null;
    this.#prepareSoon();
    renameSync(waiting.output_path, output_path);
    waiting.child.ref();
    waiting.child.stdin?.end(JSON.stringify({ ...assignment, word } satisfies Assignment));
    return waiting.child;
  }

  #replaces(command: readonly string[]): boolean {
    const { replaces } = this.#options;
    return command.length === replaces.length + 1 && replaces.every((word, index) => word === command[index]);
  }

  #prepareSoon(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#prepare(), REST_MILLISECONDS).unref();
  }

  #prepare(): void {
    const [program = '', ...words] = this.#options.command;
    this.#count += 1;
    const output_path = join(this.#state_directory, `${namePrefix}${process.pid}.${this.#count}`);
    const output = openSync(output_path, 'a', 0o600);
    const child = spawn(program, words, { cwd: tmpdir(), detached: true, stdio: ['pipe', output, output] });
    closeSync(output);
    const waiting = { child, output_path };
    const forget = (): void => {
      if (this.#waiting !== waiting) return;
      this.#waiting = null;
      rmSync(output_path, { force: true });
    };
    // Jobs then get a process from its start, whose error says what is wrong.
    child.on('error', forget);
    child.on('exit', forget);
    child.stdin?.on('error', forget);
    // It must not keep this process alive; without this process its input ends, and it with it.
    child.unref();
    if (child.stdin instanceof Socket) child.stdin.unref();
    this.#waiting = waiting;
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) return;
    waiting.child.stdin?.end();
    rmSync(waiting.output_path, { force: true });
  }
}
