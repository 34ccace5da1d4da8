// testkit: a real Postgres of one's own, in a folder that is gone at the end.
import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian keeps the programs that initialise and start a Postgres. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

function programsFolder(): string {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const [newest] = versions.toSorted((one, other) => Number(other) - Number(one));
  if (newest === undefined) throw new Error('There is no Postgres here: apt-get install postgresql');
  return join(DEBIAN_FOLDER, newest, 'bin');
}

/** Postgres refuses to run as root: then it runs as the user that its package has made. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

export class OwnPostgres implements AsyncDisposable {
  readonly url: string;
  readonly #folder: string;
  readonly #options: string;
  readonly #user = unprivileged();

  private constructor(folder: string, port: number, settings: readonly string[]) {
    this.#folder = folder;
    this.url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
    const words = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...settings];
    this.#options = words.map((word) => `-c ${word}`).join(' ');
  }

  /**
   * The language of the database is English, whose order of texts is not that of their bytes: nothing may rely on it.
   * @param settings for instance `fsync=off`, for tests in which nothing crashes
   */
  static async start(...settings: string[]): Promise<OwnPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-postgres-'));
    const postgres = new OwnPostgres(folder, await freePort(), settings);
    if (postgres.#user) chownSync(folder, postgres.#user.uid, postgres.#user.gid);
    const language = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US'];
    await postgres.#run('initdb', ['--auth=trust', '--no-sync', '--username=postgres', ...language]);
    await postgres.#control('start');
    return postgres;
  }

  /** Ends it as a power cut does, without a word to its clients, and lets it recover. */
  async crashAndRestart(): Promise<void> {
    await this.#control('restart', '--mode=immediate');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#control('stop', '--mode=immediate');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #control(verb: string, ...words: string[]): Promise<void> {
    await this.#run('pg_ctl', [verb, '--silent', '--wait', `--log=${this.#folder}/log`, ...words, '-o', this.#options]);
  }

  async #run(program: string, words: readonly string[]): Promise<void> {
    const file = join(programsFolder(), program);
    await run(file, [`--pgdata=${this.#folder}/data`, ...words], { cwd: this.#folder, ...this.#user });
  }
}
