// deploy: how git reads over SSH with a key of its own.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface SshAccess extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>;
}

interface SshInputs {
  readonly ssh_key?: string | null | undefined;
  readonly ssh_known_hosts?: string | null | undefined;
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** `git@host:path` and `ssh://…`. */
export const isSshAddress = (repository: string): boolean =>
  /^ssh:\/\//.test(repository) || /^[\w.-]+@[\w.-]+:(?!\/\/)/.test(repository);

/**
 * The key lies in a folder that only this user can read, as long as git works. Nothing is ever asked on a terminal, and a
 * host that nobody vouched for is refused.
 */
export async function sshAccess(inputs: SshInputs, directory: string): Promise<SshAccess> {
  const { ssh_key, ssh_known_hosts } = inputs;
  if (!ssh_key && !ssh_known_hosts) return { environment: {}, [Symbol.asyncDispose]: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-ssh-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const words = ['ssh', '-o', 'BatchMode=yes'];
    if (ssh_key) {
      const text = ssh_key.includes('PRIVATE KEY') ? ssh_key : await readFile(resolve(directory, ssh_key), 'utf8');
      await writeFile(join(folder, 'key'), `${text.trimEnd()}\n`, { mode: 0o600 });
      words.push('-i', quoted(join(folder, 'key')), '-o', 'IdentitiesOnly=yes');
    }
    if (ssh_known_hosts) {
      await writeFile(join(folder, 'known_hosts'), `${ssh_known_hosts.trimEnd()}\n`, { mode: 0o600 });
      words.push('-o', quoted(`UserKnownHostsFile=${join(folder, 'known_hosts')}`), '-o', 'StrictHostKeyChecking=yes');
    }
    return { environment: { GIT_SSH_COMMAND: words.join(' ') }, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
