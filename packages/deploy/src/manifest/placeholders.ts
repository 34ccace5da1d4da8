// deploy: fills the placeholders of a manifest: environment, git, variables, blocks.
import {
  blockKey,
  type FoundReferences,
  fillPlaceholders,
  findReferences,
  JobTemplateError,
  type References,
  resolveReferences,
} from '@signalbox/core';
import { meantName } from '../names/nearest-name.ts';
import { declaredReferences } from './declared-references.ts';
import { type ManifestError, UnresolvedPlaceholderError } from './errors.ts';
import type { ManifestNotice } from './manifest.ts';
import { type ManifestSource, type Path, placeOf } from './manifest-source.ts';
import { deploymentAt, type PlaceholderPlace, placeholderPlace } from './placeholder-place.ts';
import { isSignalboxName, signalboxFact } from './signalbox-facts.ts';
import { isPromised, promisedNames, type StepPromises, stepPromises } from './step-promises.ts';

/** What the manifest's placeholders are filled with. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the server has: `readReferences(client, manifestReferences(source))`. */
  readonly found: FoundReferences;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mapLeaves(value: unknown, path: Path, change: (text: string, path: Path) => unknown): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((entry, index) => mapLeaves(entry, [...path, index], change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, mapLeaves(entry, [...path, key], change)]),
  );
}

const SERVER = /^prefect\.(blocks|variables)\./;

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

/** The blocks and variables that must be read from the server before the manifest can be filled and checked. */
export function manifestReferences(source: ManifestSource): References {
  const texts: string[] = [];
  const { definitions: _, ...read } = isRecord(source.values) ? source.values : {};
  mapLeaves(read, [], (text, path) => {
    if (placeholderPlace(path) !== 'template' && isReadable(text)) texts.push(text);
    return text;
  });
  const found = findReferences(texts);
  const own = infrastructureBlock(source.values);
  if (own === null || found.blocks.some((one) => blockKey(one) === blockKey(own))) return found;
  return { ...found, blocks: [...found.blocks, own] };
}

/** The block of `ib-block: TYPE/NAME`; null where there is none that can be read. */
export function infrastructureBlock(values: unknown): References['blocks'][number] | null {
  const text = isRecord(values) ? values['ib-block'] : undefined;
  const [block_type_slug, block_document_name, ...more] = typeof text === 'string' ? text.split('/') : [];
  if (!block_type_slug || !block_document_name || more.length > 0) return null;
  return { block_type_slug, block_document_name };
}

/** Everything that one text is filled and checked with. */
interface Filling {
  readonly source: ManifestSource;
  readonly environment: Surroundings['environment'];
  readonly found: FoundReferences;
  readonly promises: StepPromises;
  readonly reject: (path: Path, problem: string, mend: string, cause?: unknown) => void;
}

const NO_PROMISES: StepPromises = { byId: new Map(), bare: [] };
const CAN_BE_USED = 'Use {{ $NAME }}, {{ prefect.variables.NAME }} or {{ prefect.blocks.TYPE.NAME }}';

/** With the environment, git and what else is known without the server; what is left is for others or for later. */
function fillNow(text: string, path: Path, place: PlaceholderPlace, filling: Filling): unknown {
  const { source, environment, promises, reject } = filling;
  return fillPlaceholders(text, ({ name, text: placeholder }) => {
    const isBaseTemplate = path[0] === 'workPools' && path[2] === 'base_job_template';
    // A worker fills the rest of it, with an environment of its own.
    if (name.startsWith('$') && !isBaseTemplate) return environment[name.slice(1)] ?? '';
    if (isSignalboxName(name)) {
      const fact = signalboxFact(name, source);
      if ('value' in fact) return fact.value;
      reject(path, fact.problem, fact.mend);
      return undefined;
    }
    if (SERVER.test(name) || place === 'template' || place === 'steps' || isPromised(name, promises)) return undefined;
    if (place === 'job-variables' && !name.startsWith('matrix.')) return undefined;
    const names = promisedNames(promises);
    const mend = names.length === 0 ? CAN_BE_USED : meantName(name, names);
    reject(path, `${placeholder} stands for nothing here`, mend);
    return undefined;
  });
}

/** With blocks and variables, where it is the time for that; everywhere else they are looked for and left. */
function fillReferences(text: unknown, path: Path, place: PlaceholderPlace, filling: Filling): unknown {
  if (place === 'template') return text;
  const { found, reject } = filling;
  const usesBlock = typeof text === 'string' && text.includes('prefect.blocks.');
  if (usesBlock && place === 'shown') {
    reject(
      path,
      'a block cannot be used here, for its content would be shown',
      'Use it in parameters, job_variables or steps',
    );
    return text;
  }
  const isLater = place === 'steps' || (place === 'job-variables' && usesBlock);
  try {
    const resolved = resolveReferences(text, found);
    return isLater ? text : resolved;
  } catch (error) {
    if (!(error instanceof JobTemplateError)) throw error;
    reject(path, `${error.place}: ${error.problem}`, error.mend, error);
    return text;
  }
}

/** Variables that nobody has; as in Prefect an empty text takes their place. */
function missingVariables(source: ManifestSource, text: string, path: Path, found: FoundReferences): ManifestNotice[] {
  if (!isReadable(text)) return [];
  return findReferences(text)
    .variables.filter((name) => !(found.variables?.has(name) ?? false))
    .map((name) => ({
      ...placeOf(source, path),
      text: `there is no variable "${name}": an empty text takes its place`,
    }));
}

export interface FilledValues {
  readonly values: unknown;
  readonly errors: readonly ManifestError[];
  readonly notices: readonly ManifestNotice[];
}

/** The values with their placeholders filled in, and what could not be. */
export function filledValues(source: ManifestSource, { environment, found: onServer }: Surroundings): FilledValues {
  const errors: ManifestError[] = [];
  const notices: ManifestNotice[] = [];
  const reject: Filling['reject'] = (path, problem, mend, cause) => {
    errors.push(new UnresolvedPlaceholderError({ ...placeOf(source, path), problem, mend }, { cause }));
  };
  if (!isRecord(source.values)) return { values: source.values, errors, notices };
  const { definitions: _, $schema: __, ...read } = source.values;
  const promises = new Map<number | null, StepPromises>([[null, NO_PROMISES]]);
  const promisesAt = (deployment: number | null): StepPromises => {
    const known = promises.get(deployment) ?? stepPromises(read, deployment ?? 0);
    promises.set(deployment, known);
    return known;
  };
  const fillAll = (part: unknown, base: Path, found: FoundReferences): unknown =>
    mapLeaves(part, base, (text, path) => {
      const place = placeholderPlace(path);
      const filling = { source, environment, found, promises: promisesAt(deploymentAt(path)), reject };
      if (place !== 'template' && text.includes('{{')) notices.push(...missingVariables(source, text, path, found));
      return fillReferences(fillNow(text, path, place, filling), path, place, filling);
    });
  const { blocks, variables, ...rest } = read;
  const declared = {
    ...(blocks !== undefined && { blocks: fillAll(blocks, ['blocks'], onServer) }),
    ...(variables !== undefined && { variables: fillAll(variables, ['variables'], onServer) }),
  };
  const found = declaredReferences(declared, onServer);
  return { values: { ...declared, ...(isRecord(rest) && Object(fillAll(rest, [], found))) }, errors, notices };
}
