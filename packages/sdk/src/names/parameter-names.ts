// sdk: the names of a function's parameters, for the inputs and run names of tasks.

const OPENING = '([{';
const CLOSING = ')]}';

/** The text between the parentheses of the parameter list, or the one bare name of an arrow function. */
function parameterList(source: string): string {
  const bare = /^(?:async\s+)?([A-Za-z_$][\w$]*)\s*=>/.exec(source);
  if (bare?.[1] !== undefined) return bare[1];
  const start = source.indexOf('(');
  let depth = 0;
  for (let index = start; index >= 0 && index < source.length; index += 1) {
    const character = source.charAt(index);
    if (OPENING.includes(character)) depth += 1;
    if (CLOSING.includes(character)) depth -= 1;
    if (depth === 0) return source.slice(start + 1, index);
  }
  return '';
}

function topLevelParts(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of list) {
    if (OPENING.includes(character)) depth += 1;
    if (CLOSING.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return part.trim() === '' ? parts : [...parts, part];
}

/** The names as written; one that has none, because it is taken apart, is called by its place, `argument_0`. */
export function parameterNames(source: string): string[] {
  const list = parameterList(source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''));
  return topLevelParts(list).map(
    (part, index) => /^\s*(?:\.\.\.)?([A-Za-z_$][\w$]*)/.exec(part)?.[1] ?? `argument_${index}`,
  );
}
