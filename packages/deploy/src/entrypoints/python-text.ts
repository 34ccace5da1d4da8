// deploy: reads just enough of Python's syntax: brackets, strings, comments and literals.

const OPEN = '([{';
const CLOSE = ')]}';

/** The end of the string that starts at `start`, behind its closing quotes. */
function stringEnd(text: string, start: number): number {
  const quote =
    text.startsWith('"""', start) || text.startsWith("'''", start) ? text.slice(start, start + 3) : text.charAt(start);
  let index = start + quote.length;
  while (index < text.length && !text.startsWith(quote, index)) index += text[index] === '\\' ? 2 : 1;
  return Math.min(index + quote.length, text.length);
}

/** Calls `visit` for each character outside of strings and comments with its depth in brackets; stops where it answers true. */
function scan(
  text: string,
  start: number,
  visit: (character: string, index: number, depth: number) => boolean,
): number {
  let depth = 0;
  let index = start;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '"' || character === "'") {
      index = stringEnd(text, index);
      continue;
    }
    if (character === '#') {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end;
      continue;
    }
    if (CLOSE.includes(character)) depth -= 1;
    if (visit(character, index, depth)) return index;
    if (OPEN.includes(character)) depth += 1;
    index += 1;
  }
  return text.length;
}

/** What stands between the bracket at `open` and its partner. */
export function bracketed(text: string, open: number): { readonly inside: string; readonly end: number } {
  const end = scan(text, open, (character, index, depth) => index > open && depth === 0 && CLOSE.includes(character));
  return { inside: text.slice(open + 1, end), end: end + 1 };
}

/** The parts between separators that stand outside of all brackets; empty parts are left out. */
export function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  scan(text, 0, (character, index, depth) => {
    if (character === separator && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
    return false;
  });
  return [...parts, text.slice(start)]
    .map((part) => part.replace(/^(\s*#.*\n)+/, '').trim())
    .filter((part) => part !== '');
}

/** `name: annotation = default`, `name=value`: the text before and behind the first separator outside of brackets. */
export function partAt(text: string, separator: string): { readonly before: string; readonly behind: string | null } {
  const place = scan(text, 0, (character, index, depth) => {
    const isDouble = text[index + 1] === '=' || '=!<>'.includes(text[index - 1] ?? ' ');
    return depth === 0 && character === separator && !(separator === '=' && isDouble);
  });
  if (place === text.length) return { before: text.trim(), behind: null };
  return { before: text.slice(0, place).trim(), behind: text.slice(place + 1).trim() };
}

/** Something that is no literal: a call, a name, an f-string. */
export const NOT_LITERAL = Symbol('not a literal');

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

function stringFrom(text: string): string | typeof NOT_LITERAL {
  const prefix = /^[rRuU]?(?=["'])/.exec(text);
  if (!prefix) return NOT_LITERAL;
  const start = prefix[0].length;
  if (stringEnd(text, start) !== text.length) return NOT_LITERAL;
  const quotes = /^("""|''')/.test(text.slice(start)) ? 3 : 1;
  const inside = text.slice(start + quotes, text.length - quotes);
  if (prefix[0].toLowerCase() === 'r') return inside;
  return inside.replaceAll(/\\([\s\S])/g, (found, letter: string) => ESCAPES[letter] ?? found);
}

function listFrom(text: string): unknown {
  const entries = splitAt(text, ',').map(literalFrom);
  return entries.includes(NOT_LITERAL) ? NOT_LITERAL : entries;
}

function mapFrom(text: string): unknown {
  const entries = splitAt(text, ',').map((entry) => {
    const { before, behind } = partAt(entry, ':');
    return [literalFrom(before), behind === null ? NOT_LITERAL : literalFrom(behind)] as const;
  });
  const isLiteral = entries.every(([key, value]) => typeof key === 'string' && value !== NOT_LITERAL);
  return isLiteral ? Object.fromEntries(entries) : NOT_LITERAL;
}

/** The JSON value of a Python literal, or NOT_LITERAL. */
export function literalFrom(text: string): unknown {
  if (text === 'None') return null;
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (/^[-+]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return Number(text.replaceAll('_', ''));
  if (/^[rRuU]?["']/.test(text)) return stringFrom(text);
  if (text.startsWith('[') && text.endsWith(']')) return listFrom(text.slice(1, -1));
  if (text.startsWith('{') && text.endsWith('}')) return mapFrom(text.slice(1, -1));
  if (text.startsWith('(') && text.endsWith(')') && text.includes(',')) return listFrom(text.slice(1, -1));
  return NOT_LITERAL;
}
