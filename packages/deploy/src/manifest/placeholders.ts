// deploy: fills the placeholders of a manifest with the environment, the variables and the blocks of the server.
import {
  type FoundReferences,
  fillPlaceholders,
  findReferences,
  JobTemplateError,
  type References,
  resolveReferences,
} from '@signalbox/core';
import { type ManifestError, UnresolvedPlaceholderError } from './errors.ts';
import { fieldName, type ManifestSource, type Path } from './manifest-source.ts';

/** What the manifest's placeholders are filled with. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly found: FoundReferences;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Filled when the run starts, not when it is deployed: secrets stay out of what the server shows. */
const isFilledAtStart = (path: Path): boolean => path.includes('pull') || path.includes('job_variables');

function mapLeaves(value: unknown, path: Path, change: (text: string, path: Path) => unknown): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((entry, index) => mapLeaves(entry, [...path, index], change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, mapLeaves(entry, [...path, key], change)]),
  );
}

const SERVER = /^prefect\.(blocks|variables)\./;

/** The blocks and variables that must be read from the server before the manifest can be filled. */
export function manifestReferences(source: ManifestSource): References {
  const texts: string[] = [];
  mapLeaves(source.values, [], (text, path) => {
    if (!path.includes('pull') && isReadable(text)) texts.push(text);
    return text;
  });
  return findReferences(texts);
}

/** Whether its references can be read; where not, filling the text says why, with its place. */
function isReadable(text: string): boolean {
  try {
    findReferences(text);
    return true;
  } catch (error) {
    if (error instanceof JobTemplateError) return false;
    throw error;
  }
}

function fillText(
  source: ManifestSource,
  text: string,
  path: Path,
  surroundings: Surroundings,
  errors: ManifestError[],
): unknown {
  const reject = (problem: string, mend: string, cause?: unknown): void => {
    const finding = { position: source.positionOf(path), field: fieldName(path), problem, mend };
    errors.push(new UnresolvedPlaceholderError(finding, { cause }));
  };
  const filled = fillPlaceholders(text, ({ name, text: placeholder }) => {
    if (name.startsWith('$')) return surroundings.environment[name.slice(1)] ?? '';
    if (isFilledAtStart(path) || SERVER.test(name)) return undefined;
    reject(
      `${placeholder} stands for nothing here`,
      'Use {{ $NAME }}, {{ prefect.variables.NAME }} or {{ prefect.blocks.TYPE.NAME }}',
    );
    return undefined;
  });
  if (path.includes('pull')) return filled;
  const usesBlock = typeof filled === 'string' && filled.includes('prefect.blocks.');
  if (usesBlock && path.includes('job_variables')) return filled;
  if (usesBlock && !path.includes('parameters')) {
    reject(
      'a block cannot be used here, for its content would be shown',
      'Use it in parameters, job_variables or pull',
    );
    return filled;
  }
  try {
    return resolveReferences(filled, surroundings.found);
  } catch (error) {
    if (!(error instanceof JobTemplateError)) throw error;
    reject(`${error.place}: ${error.problem}`, error.mend, error);
    return filled;
  }
}

/** The values with their placeholders filled in, and what could not be. */
export function filledValues(
  source: ManifestSource,
  surroundings: Surroundings,
): { values: unknown; errors: ManifestError[] } {
  const errors: ManifestError[] = [];
  const { definitions: _, ...read } = isRecord(source.values) ? source.values : {};
  const values = mapLeaves(isRecord(source.values) ? read : source.values, [], (text, path) =>
    fillText(source, text, path, surroundings, errors),
  );
  return { values, errors };
}
