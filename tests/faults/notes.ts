// tests: what the processes of the steady flow noted of their starts and ends.
import { existsSync, readFileSync } from 'node:fs';

export interface Note {
  readonly what: string;
  readonly run_id: string;
  readonly pid: number;
}

export function readNotes(path: string): readonly Note[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [what = '', run_id = '', pid = ''] = line.split(' ');
    return { what, run_id, pid: Number(pid) };
  });
}
