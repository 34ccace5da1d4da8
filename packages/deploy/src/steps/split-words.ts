// deploy: the words of a command line, without a shell.

/** One word or part of one: in single quotes, in double quotes, a character behind a backslash, or plain. */
const PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)|(\s+)/gsy;

/**
 * Splits as a POSIX shell would, but expands nothing.
 * @throws SyntaxError for a quote that does not end.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let end = 0;
  for (const part of line.matchAll(PART)) {
    const [found, single, double, escaped, plain, space] = part;
    end = part.index + found.length;
    if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + (single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '');
  }
  if (end < line.length) throw new SyntaxError(`a quote does not end: ${line.slice(end)}`);
  if (word !== null) words.push(word);
  return words;
}

/** Puts values in for `$NAME` and `${NAME}`; a name without a value stays as it is. */
export function expandVariables(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g,
    (found, braced?: string, bare?: string) => env[braced ?? bare ?? ''] ?? found,
  );
}
