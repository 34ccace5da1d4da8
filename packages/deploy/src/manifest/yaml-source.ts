// deploy: a manifest as YAML.
import { basename, dirname, resolve } from 'node:path';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Tags,
} from 'yaml';
import { codeFrame } from './code-frame.ts';
import { ManifestRejectedError, ManifestSyntaxError, type Position } from './errors.ts';
import { fieldName, type ManifestSource, type Path } from './manifest-source.ts';

interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
}

const nodeOf = (value: unknown): Node | null => (isNode(value) ? value : null);

function resolved(node: Node | null, document: Document): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

/** A key of a map, looked for in what is merged into it when it has none of its own. */
function stepInto(node: Node | null, key: string | number, document: Document): Step | null {
  const target = resolved(node, document);
  if (isSeq(target)) {
    const value = nodeOf(target.items[Number(key)]);
    return value && { key: value, value };
  }
  if (!isMap(target)) return null;
  const pairs = target.items.filter(isPair);
  const own = pairs.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
  if (own) return { key: nodeOf(own.key), value: nodeOf(own.value) };
  for (const pair of pairs) {
    if (!isScalar(pair.key) || String(pair.key.source ?? pair.key.value) !== '<<') continue;
    const merged = resolved(nodeOf(pair.value), document);
    const sources = isSeq(merged) ? merged.items.map(nodeOf) : [merged];
    for (const source of sources) {
      const step = stepInto(source, key, document);
      if (step) return step;
    }
  }
  return null;
}

const BOOLEAN = 'tag:yaml.org,2002:bool';
const TRUE = /^(?:yes|true|on)$/i;
const FALSE = /^(?:no|false|off)$/i;

/** YAML as Python reads it: `yes` and `off` are true and false, `y` is a text; times stay as they are written. */
const asPython = (tags: Tags): Tags =>
  tags
    .filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp')
    .map((tag) => {
      if (typeof tag === 'string' || tag.collection !== undefined || tag.tag !== BOOLEAN) return tag;
      return { ...tag, test: tag.test?.test('y') ? TRUE : FALSE };
    });

/**
 * Reads the text of a manifest. `prefect.yaml` is read as Python reads it, every other file as YAML 1.2.
 * @throws ManifestRejectedError with a ManifestSyntaxError for each fault of the YAML.
 */
export function manifestSourceFrom(text: string, file: string): ManifestSource {
  const lines = new LineCounter();
  const shownLines = text.split('\n');
  const isPrefects = /^prefect\.ya?ml$/.test(basename(file));
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    ...(isPrefects && { version: '1.1', customTags: asPython }),
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    const [shownLine, column] = [Math.max(line, 1), Math.max(col, 1)];
    return { file, line: shownLine, column, frame: codeFrame(shownLines, shownLine, column) };
  };
  if (document.errors.length > 0) {
    throw new ManifestRejectedError(
      document.errors.map((error) => {
        const problem = `the file is not valid YAML: ${error.message.split(' at line ')[0] ?? error.message}`;
        const finding = { position: at(error.pos[0]), field: '', problem, mend: 'Correct the line' };
        return new ManifestSyntaxError(finding, { cause: error });
      }),
    );
  }
  const positionOf = (path: Path, side: 'key' | 'value'): Position => {
    let node: Node | null = document.contents;
    let offset = node?.range?.[0] ?? 0;
    for (const [place, key] of path.entries()) {
      const step = stepInto(node, key, document);
      if (step === null) break;
      const shown = side === 'key' && place === path.length - 1 ? step.key : (step.value ?? step.key);
      offset = shown?.range?.[0] ?? offset;
      node = step.value;
    }
    return at(offset);
  };
  return {
    file,
    directory: dirname(resolve(file)),
    // A thousand deployments that share an anchor are no attack: the file is the user's own.
    values: document.toJS({ maxAliasCount: -1 }),
    environment: null,
    apiUrl: null,
    naming: { prefix: '', suffix: '' },
    git: null,
    positionOf: (path) => positionOf(path, 'value'),
    positionOfKey: (path) => positionOf(path, 'key'),
    fieldOf: fieldName,
  };
}
