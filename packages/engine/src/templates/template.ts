// engine: templates in Jinja, with nothing to hand but the values that they are given.
import { runInNewContext } from 'node:vm';
import { parse, Template, tokenize } from '@huggingface/jinja';

/** A template that cannot be rendered. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly source: string;

  constructor(source: string, reason: string, cause: unknown) {
    super(`This is no template that can be rendered: ${reason}`, { cause });
    this.source = source;
  }
}

/** A template that loops for ever must not hold up the server. */
const RENDERING_MS_AT_MOST = 500;

/** Whether the text has anything to render. */
export const isTemplate = (text: string): boolean => /\{\{|\{%/.test(text);

type Token = ReturnType<typeof tokenize>[number];

/**
 * `thing | ui_url`, a filter of Prefect's, is read as `thing.ui_url`: the library has no filters but its own.
 */
function withAddresses(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index) => {
    const next = tokens[index + 1];
    return token.type === 'Pipe' && next?.value === 'ui_url' ? { ...token, type: 'Dot', value: '.' } : token;
  });
}

/** The library says of a block without an end only that something is undefined. */
const reasonOf = (error: unknown): string =>
  error instanceof TypeError || !(error instanceof Error) ? 'it ends within a block' : error.message;

function compile(text: string): Template {
  try {
    const template = new Template('');
    template.parsed = parse(withAddresses(tokenize(text)));
    return template;
  } catch (error) {
    throw new TemplateError(text, reasonOf(error), error);
  }
}

/** @throws TemplateError when the text is not a template */
export function checkTemplate(text: string): void {
  compile(text);
}

/**
 * What is not among the values is empty.
 * @throws TemplateError also when it takes longer than half a second
 */
export function renderTemplate(text: string, values: Readonly<Record<string, unknown>>): string {
  const template = compile(text);
  const render = () => template.render({ ...values });
  try {
    // The limit of the context ends whatever it calls.
    return String(runInNewContext('render()', { render }, { timeout: RENDERING_MS_AT_MOST }));
  } catch (error) {
    throw new TemplateError(text, error instanceof Error ? error.message : String(error), error);
  }
}
