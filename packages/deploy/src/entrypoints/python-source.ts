// deploy: what a Python flow is, read from its source where no Python with prefect is at hand.
import type { Entrypoint } from './entrypoint.ts';
import type { EntrypointFault, FlowDescription } from './flow-description.ts';
import { missingFlow } from './probe-report.ts';
import { schemaFromAnnotation } from './python-annotation.ts';
import { bracketed, literalFrom, NOT_LITERAL, partAt, splitAt } from './python-text.ts';

interface Definition {
  readonly name: string;
  /** The arguments of @flow, or null when it is not a flow. */
  readonly flowArguments: readonly string[] | null;
  readonly parameters: readonly string[];
  readonly body: string;
}

const BLANK = /(?:\s|#.*\n)*/y;

function skipBlank(source: string, index: number): number {
  BLANK.lastIndex = index;
  return index + (BLANK.exec(source)?.[0].length ?? 0);
}

/** The functions at the top level, with the flow decorator above them if there is one. */
function definitionsOf(source: string): Definition[] {
  const definitions: Definition[] = [];
  for (const start of source.matchAll(/^(?:@|(?:async\s+)?def\s)/gm)) {
    let index = start.index;
    let flowArguments: string[] | null = null;
    // Decorators are read from the first of them on; starting at a later one finds the same function again, without effect.
    for (let decorator = /^@\s*([\w.]+)[ \t]*/.exec(source.slice(index)); decorator; ) {
      index += decorator[0].length;
      const isCalled = source[index] === '(';
      const call = isCalled ? bracketed(source, index) : { inside: '', end: index };
      if (/(^|\.)flow$/.test(decorator[1] ?? '')) flowArguments = splitAt(call.inside, ',');
      index = skipBlank(source, call.end);
      decorator = /^@\s*([\w.]+)[ \t]*/.exec(source.slice(index));
    }
    const head = /^(?:async\s+)?def\s+(\w+)\s*\(/.exec(source.slice(index));
    if (!head) continue;
    const { inside, end } = bracketed(source, index + head[0].length - 1);
    const colon = source.indexOf(':', end);
    definitions.push({
      name: head[1] ?? '',
      flowArguments,
      parameters: splitAt(inside, ','),
      body: source.slice(colon + 1),
    });
  }
  return definitions;
}

function textArgument(parts: readonly string[], name: string): string | null {
  for (const [place, part] of parts.entries()) {
    const { before, behind } = partAt(part, '=');
    const isMeant = behind === null ? name === 'name' && place === 0 && /^["']/.test(part) : before === name;
    const value = isMeant ? literalFrom(behind ?? part) : NOT_LITERAL;
    if (typeof value === 'string') return value;
  }
  return null;
}

/** The docstring without the indentation of its lines. */
function docstringOf(body: string): string | null {
  const match = /^(?:\s|#.*\n)*[rR]?("""|''')([\s\S]*?)\1/.exec(body);
  if (!match) return null;
  const [first = '', ...rest] = (match[2] ?? '').split('\n');
  const margins = rest.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  return [first.trim(), ...rest.map((line) => line.slice(margin).trimEnd())].join('\n').trim() || null;
}

function parameterSchemaOf(parameters: readonly string[]): Record<string, unknown> {
  const named = parameters.filter((parameter) => !/^[*/]/.test(parameter));
  const required: string[] = [];
  const properties = named.map((parameter, position) => {
    const { before, behind: byDefault } = partAt(parameter, '=');
    const { before: name, behind: annotation } = partAt(before, ':');
    if (byDefault === null || byDefault === '...') required.push(name);
    const value = byDefault === null ? NOT_LITERAL : literalFrom(byDefault);
    const initial = value === NOT_LITERAL ? {} : { default: value };
    return [
      name,
      { ...(annotation === null ? {} : schemaFromAnnotation(annotation)), title: name, position, ...initial },
    ];
  });
  return {
    title: 'Parameters',
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** A description, or why there is none. What the text does not say stays open: types of one's own, computed defaults. */
export function flowFromPythonSource(source: string, entrypoint: Entrypoint): FlowDescription | EntrypointFault {
  const definitions = definitionsOf(source);
  const found = definitions.find(({ name }) => name === entrypoint.name);
  if (found === undefined || found.flowArguments === null) {
    const flows = definitions.filter(({ flowArguments }) => flowArguments !== null).map(({ name }) => name);
    const isThere = found !== undefined || new RegExp(`^(class\\s+)?${entrypoint.name}\\b`, 'm').test(source);
    return missingFlow(entrypoint, isThere ? 'not-a-flow' : 'missing', flows, `Put @flow above def ${entrypoint.name}`);
  }
  return {
    name: textArgument(found.flowArguments, 'name') ?? found.name.replaceAll('_', '-'),
    description: textArgument(found.flowArguments, 'description') ?? docstringOf(found.body),
    version: textArgument(found.flowArguments, 'version'),
    parameter_openapi_schema: parameterSchemaOf(found.parameters),
  };
}
