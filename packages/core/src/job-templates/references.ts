// core: the blocks and variables that a template refers to, and their values put in.
import { JobTemplateError } from './job-template-error.ts';
import {
  fillPlaceholders,
  isObject,
  type JsonObject,
  type Placeholder,
  pathOf,
  placeholdersOf,
  UNSET,
  valueAt,
} from './placeholder.ts';

/** A block document by the slug of its type and its name. */
export interface BlockReference {
  readonly block_type_slug: string;
  readonly block_document_name: string;
}

/** Everything a template refers to, each once. */
export interface References {
  readonly blocks: readonly BlockReference[];
  /** Ids in `{ $ref: { block_document_id } }`. */
  readonly block_document_ids: readonly string[];
  readonly variables: readonly string[];
}

/** What was found of them: the data of block documents and the values of variables. */
export interface FoundReferences {
  /** By `slug/name`, see `blockKey`. */
  readonly blocks?: ReadonlyMap<string, JsonObject>;
  readonly block_documents?: ReadonlyMap<string, JsonObject>;
  /** A variable that is missing here counts as an empty text, as in Prefect. */
  readonly variables?: ReadonlyMap<string, unknown>;
}

const BLOCKS = 'prefect.blocks.';
const VARIABLES = 'prefect.variables.';

/** The key of a block in `FoundReferences.blocks`. */
export const blockKey = (reference: BlockReference): string =>
  `${reference.block_type_slug}/${reference.block_document_name}`;

function blockFrom({ text, name }: Placeholder): { reference: BlockReference; path: string[] } {
  const [block_type_slug, block_document_name, ...path] = pathOf(name.slice(BLOCKS.length));
  if (block_type_slug === undefined || block_document_name === undefined) {
    throw new JobTemplateError(text, 'names no block', 'Write {{ prefect.blocks.TYPE.NAME }}');
  }
  return { reference: { block_type_slug, block_document_name }, path };
}

function* textsOf(template: unknown): Generator<string> {
  if (typeof template === 'string') yield template;
  else if (Array.isArray(template)) for (const entry of template) yield* textsOf(entry);
  else if (isObject(template)) for (const value of Object.values(template)) yield* textsOf(value);
}

const documentIdOf = (value: unknown): string | null => {
  const id = valueAt(value, ['$ref', 'block_document_id']);
  return typeof id === 'string' ? id : null;
};

function* documentIdsOf(template: unknown): Generator<string> {
  const id = documentIdOf(template);
  if (id !== null) yield id;
  else if (Array.isArray(template)) for (const entry of template) yield* documentIdsOf(entry);
  else if (isObject(template)) for (const value of Object.values(template)) yield* documentIdsOf(value);
}

/**
 * The blocks and variables of `{{ prefect.blocks.TYPE.NAME.path }}`, `{{ prefect.variables.NAME }}` and
 * `{ $ref: { block_document_id } }`.
 * @throws JobTemplateError for a block placeholder without type or name.
 */
export function findReferences(template: unknown): References {
  const blocks = new Map<string, BlockReference>();
  const variables = new Set<string>();
  for (const text of textsOf(template)) {
    for (const placeholder of placeholdersOf(text)) {
      if (placeholder.name.startsWith(BLOCKS) || `${placeholder.name}.` === BLOCKS) {
        const { reference } = blockFrom(placeholder);
        blocks.set(blockKey(reference), reference);
      } else if (placeholder.name.startsWith(VARIABLES)) {
        variables.add(placeholder.name.slice(VARIABLES.length));
      }
    }
  }
  return {
    blocks: [...blocks.values()],
    block_document_ids: [...new Set(documentIdsOf(template))],
    variables: [...variables],
  };
}

function blockValue(placeholder: Placeholder, found: FoundReferences): unknown {
  const { reference, path } = blockFrom(placeholder);
  const { text } = placeholder;
  const { block_type_slug, block_document_name } = reference;
  const data = found.blocks?.get(blockKey(reference));
  if (data === undefined) {
    throw new JobTemplateError(
      text,
      `there is no block "${block_document_name}" of type "${block_type_slug}"`,
      'Create it, or correct the name',
    );
  }
  if (path.length === 0) return Object.hasOwn(data, 'value') ? data.value : data;
  const value = valueAt(data, path);
  // What a block with a `value` holds can be reached without saying so.
  const within = value === UNSET ? valueAt(data, ['value', ...path]) : value;
  if (within !== UNSET) return within;
  throw new JobTemplateError(
    text,
    `the block has no field "${path.join('.')}"`,
    `Its fields: ${Object.keys(data).join(', ')}`,
  );
}

/** Puts the data of documents in the place of `{ $ref: { block_document_id } }`. */
function insertDocuments(template: unknown, found: FoundReferences): unknown {
  const id = documentIdOf(template);
  if (id !== null) {
    const data = found.block_documents?.get(id);
    if (data === undefined) {
      throw new JobTemplateError(`$ref ${id}`, 'there is no block document with this id', 'Refer to one that exists');
    }
    return data;
  }
  if (Array.isArray(template)) return template.map((entry) => insertDocuments(entry, found));
  if (!isObject(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, insertDocuments(value, found)]));
}

/**
 * Puts the found values in. A text that is nothing but a reference takes the value with its type; a block without a
 * path gives its `value`, else all its fields.
 * @throws JobTemplateError for a block or field that was not found.
 */
export function resolveReferences<Template>(template: Template, found: FoundReferences): Template {
  const resolved = fillPlaceholders(insertDocuments(template, found), (placeholder) => {
    if (placeholder.name.startsWith(BLOCKS)) return blockValue(placeholder, found);
    if (!placeholder.name.startsWith(VARIABLES)) return undefined;
    return found.variables?.get(placeholder.name.slice(VARIABLES.length)) ?? '';
  });
  // The edge of the types: a resolved template has the template's shape.
  return resolved as Template;
}
