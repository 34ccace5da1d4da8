// tests: a cable between the machine and a network namespace, over which both reach what the other serves.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface NamespaceLink extends AsyncDisposable {
  /** Where the namespace, and containers in it, find the machine. */
  readonly machine_address: string;
  /** Where the machine finds what listens in the namespace. */
  readonly namespace_address: string;
}

/** Each test process has a net of its own. */
export async function openLink(namespace: string): Promise<NamespaceLink> {
  const number = process.pid % 16384;
  const net = `10.${213 + (number >> 14)}.${(number >> 6) & 255}.${(number & 63) << 2}`;
  const [, base = '', last = '0'] = /^(.*\.)(\d+)$/.exec(net) ?? [];
  const machine_address = `${base}${Number(last) + 1}`;
  const namespace_address = `${base}${Number(last) + 2}`;
  const outer = `sbm${process.pid}`;
  const inner = `sbn${process.pid}`;
  const inside = (...words: string[]) => run('nsenter', [`--net=/run/netns/${namespace}`, 'ip', ...words]);
  await run('ip', ['link', 'add', outer, 'type', 'veth', 'peer', 'name', inner, 'netns', namespace]);
  const end = async (): Promise<void> => {
    await run('ip', ['link', 'del', outer]);
  };
  try {
    await run('ip', ['addr', 'add', `${machine_address}/30`, 'dev', outer]);
    await run('ip', ['link', 'set', outer, 'up']);
    await inside('addr', 'add', `${namespace_address}/30`, 'dev', inner);
    await inside('link', 'set', inner, 'up');
    await inside('route', 'add', 'default', 'via', machine_address);
  } catch (error) {
    await end();
    throw error;
  }
  return { machine_address, namespace_address, [Symbol.asyncDispose]: end };
}
