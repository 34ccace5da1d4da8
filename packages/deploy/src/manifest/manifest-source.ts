// deploy: a manifest as YAML that knows where each of its values stands.
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
} from 'yaml';
import { ManifestRejectedError, ManifestSyntaxError, type Position } from './errors.ts';

export type Path = readonly (string | number)[];

/** A manifest that was read but not yet checked. */
export interface ManifestSource {
  /** The path of the file, as it is shown in errors. */
  readonly file: string;
  /** The plain values, with anchors and merges resolved. */
  readonly values: unknown;
  /** Where the value at a path stands; of one that is missing, where its nearest parent stands. */
  positionOf(path: Path): Position;
  /** Where the key of a path stands. */
  positionOfKey(path: Path): Position;
}

/** `deployments[0].name` */
export function fieldName(path: Path): string {
  return path.map((key, place) => (typeof key === 'number' ? `[${key}]` : place === 0 ? key : `.${key}`)).join('');
}

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

/**
 * Reads the text of a manifest.
 * @throws ManifestRejectedError with a ManifestSyntaxError for each fault of the YAML.
 */
export function manifestSourceFrom(text: string, file: string): ManifestSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
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
    values: document.toJS(),
    positionOf: (path) => positionOf(path, 'value'),
    positionOfKey: (path) => positionOf(path, 'key'),
  };
}
