// deploy: which files a flow is made of, and what tells that one of them has changed.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';

/**
 * What is imported by a path of its own, wherever it stands in the text. A file too many, of a comment perhaps, does no
 * harm: its change is then taken for one of the flow.
 */
const JAVASCRIPT_IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;
const PYTHON_IMPORT = /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+\(?([\w \t,]*)|import[ \t]+([\w. \t,]+))/gm;

const JAVASCRIPT_ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '.tsx', '/index.ts', '/index.js'];

function javascriptPaths(file: string, text: string): string[] {
  return [...text.matchAll(JAVASCRIPT_IMPORT)].flatMap(([, path = '']) => {
    const target = resolve(dirname(file), path);
    // TypeScript that is compiled names the file that it becomes.
    const sources = extname(target) === '.js' ? [target.replace(/\.js$/, '.ts')] : [];
    return [...sources, ...JAVASCRIPT_ENDINGS.map((ending) => `${target}${ending}`)];
  });
}

const names = (list: string): string[] => list.split(',').map((one) => one.trim().split(/\s+/)[0] ?? '');

function pythonPaths(directory: string, file: string, text: string): string[] {
  const modules = [...text.matchAll(PYTHON_IMPORT)].flatMap(([, from, imported = '', plain = '']) =>
    from === undefined
      ? names(plain)
      : [from, ...names(imported).map((name) => `${from}${from.endsWith('.') ? '' : '.'}${name}`)],
  );
  return modules.flatMap((module) => {
    const dots = /^\.*/.exec(module)?.[0].length ?? 0;
    const path = module.slice(dots).replaceAll('.', '/');
    const folders =
      dots > 0 ? [join(dirname(file), ...Array<string>(dots - 1).fill('..'))] : [directory, dirname(file)];
    return folders.flatMap((folder) => [join(folder, `${path}.py`), join(folder, path, '__init__.py')]);
  });
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // It is one of the names that the import may mean, or a folder.
    return null;
  }
}

/** The files of the directory that the file imports, and those that these import, with their texts, the file's own first. */
export async function codeFiles(directory: string, file: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const waiting = [file];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const isOutside = relative(directory, next).startsWith('..') || next.split(sep).includes('node_modules');
    if (found.has(next) || isOutside) continue;
    const text = await textOf(next);
    if (text === null) continue;
    found.set(next, text);
    waiting.push(...(extname(next) === '.py' ? pythonPaths(directory, next, text) : javascriptPaths(next, text)));
  }
  return found;
}

/**
 * 16 hexadecimal digits that change when the file of a flow changes, or a file of the same directory that it imports.
 * @param directory of the project
 * @param file of the flow
 */
export async function codeHash(directory: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  const files = [...(await codeFiles(directory, file))].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [path, text] of files) hash.update(`${relative(directory, path)}\n${text.length}\n${text}`);
  return hash.digest('hex').slice(0, 16);
}
