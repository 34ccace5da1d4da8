// deploy: the JSON schema of a Python annotation, as far as its text says it.
import { literalFrom, NOT_LITERAL, splitAt } from './python-text.ts';

type Json = Readonly<Record<string, unknown>>;

const PLAIN: Readonly<Record<string, Json>> = {
  str: { type: 'string' },
  int: { type: 'integer' },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  None: { type: 'null' },
  list: { type: 'array', items: {} },
  List: { type: 'array', items: {} },
  set: { type: 'array', items: {}, uniqueItems: true },
  tuple: { type: 'array', items: {} },
  dict: { type: 'object' },
  Dict: { type: 'object' },
  datetime: { type: 'string', format: 'date-time' },
  'datetime.datetime': { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  'datetime.date': { type: 'string', format: 'date' },
  timedelta: { type: 'string', format: 'duration' },
  UUID: { type: 'string', format: 'uuid' },
  Path: { type: 'string', format: 'path' },
};

const anyOf = (parts: readonly string[]): Json => {
  const schemas = parts.map(schemaFromAnnotation);
  // A part that is not known may be anything, and so may the whole.
  return schemas.some((schema) => Object.keys(schema).length === 0) ? {} : { anyOf: schemas };
};

function literalSchema(parts: readonly string[]): Json {
  const values = parts.map(literalFrom);
  if (values.includes(NOT_LITERAL)) return {};
  const isText = values.every((value) => typeof value === 'string');
  const isWhole = values.every(Number.isInteger);
  return { enum: values, ...(isText ? { type: 'string' } : isWhole ? { type: 'integer' } : {}) };
}

/** An empty schema, which allows everything, for a type that the text does not explain. */
export function schemaFromAnnotation(annotation: string): Json {
  const text = annotation.replace(/^typing\./, '').trim();
  if (/^["'].*["']$/.test(text)) return schemaFromAnnotation(text.slice(1, -1));
  const plain = Object.hasOwn(PLAIN, text) ? PLAIN[text] : undefined;
  if (plain !== undefined) return plain;
  const alternatives = splitAt(text, '|');
  if (alternatives.length > 1) return anyOf(alternatives);
  const generic = /^(\w+)\[([\s\S]*)\]$/.exec(text);
  if (!generic) return {};
  const parts = splitAt(generic[2] ?? '', ',');
  const [first = '', second = ''] = parts;
  switch (generic[1]) {
    case 'Optional':
      return anyOf([first, 'None']);
    case 'Union':
      return anyOf(parts);
    case 'Literal':
      return literalSchema(parts);
    case 'Annotated':
      return schemaFromAnnotation(first);
    case 'list':
    case 'List':
    case 'Sequence':
      return { type: 'array', items: schemaFromAnnotation(first) };
    case 'dict':
    case 'Dict':
      return { type: 'object', additionalProperties: schemaFromAnnotation(second) };
    default:
      return {};
  }
}
