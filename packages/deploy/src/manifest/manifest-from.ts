// deploy: from a manifest that was read to one that was checked.
import { basename } from 'node:path';
import { declaredDeployment } from './declared-deployment.ts';
import { declaredReferences } from './declared-references.ts';
import { InvalidValueError, type ManifestError, ManifestRejectedError } from './errors.ts';
import { FileShape } from './file-schema.ts';
import { infrastructureVariables } from './infrastructure-block.ts';
import { knownFields } from './known-fields.ts';
import type { Declared, DeclaredDeployment, Manifest, ManifestNotice } from './manifest.ts';
import { ManifestShape, ManifestWithoutDeployments } from './manifest-schema.ts';
import { type ManifestSource, type Path, placeOf } from './manifest-source.ts';
import { filledValues, type Surroundings } from './placeholders.ts';
import { shapeErrors } from './shape-errors.ts';

const BESIDE = ['workPools', 'blocks', 'variables', 'automations'] as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const declaresOthers = (values: unknown): boolean =>
  isRecord(values) && BESIDE.some((room) => Array.isArray(values[room]) && values[room].length > 0);

/** Each with its place; what is there twice is refused. */
function declaredList<Body extends { readonly name: string }>(
  source: ManifestSource,
  room: (typeof BESIDE)[number],
  bodies: readonly Body[] | null | undefined,
  identityOf: (body: Body) => string,
  errors: ManifestError[],
): Declared<Body>[] {
  const seen = new Set<string>();
  return (bodies ?? []).map((body, index) => {
    const path: Path = [room, index];
    if (seen.has(identityOf(body))) {
      const place = placeOf(source, [...path, 'name']);
      const problem = `${room} has "${body.name}" twice`;
      errors.push(new InvalidValueError({ ...place, problem, mend: 'Remove one, or give it another name' }));
    }
    seen.add(identityOf(body));
    return { path, body };
  });
}

/** A matrix whose names do not differ. Other repeated names are found when the flows are known. */
function repeatedByMatrix(source: ManifestSource, deployments: readonly DeclaredDeployment[]): ManifestError[] {
  const seen = new Set<string>();
  return deployments.flatMap(({ name, path }) => {
    const at = [...path, 'name'];
    const known = `${source.fieldOf(at)} ${name}`;
    const isRepeated = seen.has(known);
    seen.add(known);
    if (!isRepeated) return [];
    const problem = `the matrix makes several deployments that are named "${name}"`;
    return [new InvalidValueError({ ...placeOf(source, at), problem, mend: 'Put {{ matrix.NAME }} into the name' })];
  });
}

function ignored(source: ManifestSource, deployments: readonly { readonly sla?: unknown }[]): ManifestNotice[] {
  return deployments.flatMap(({ sla }, index) =>
    sla === null || sla === undefined
      ? []
      : [{ ...placeOf(source, ['deployments', index, 'sla']), text: 'sla is not read: only Prefect Cloud has it' }],
  );
}

/** A step or schedule that several deployments share, or that a matrix repeats, is wrong once. */
function withoutRepeats(errors: readonly ManifestError[]): ManifestError[] {
  const seen = new Map(
    errors.map((error) => {
      const { line, column } = error.position;
      const place = line === null ? error.field : `${line}:${column}`;
      return [`${place}:${error.problem}`, error] as const;
    }),
  );
  return [...seen.values()];
}

/**
 * The checked manifest, with its placeholders filled in.
 * @throws ManifestRejectedError with everything that is wrong.
 */
export function manifestFrom(source: ManifestSource, surroundings: Surroundings): Manifest {
  const filled = filledValues(source, surroundings);
  const errors = [...filled.errors];
  const shape = declaresOthers(filled.values) ? ManifestWithoutDeployments : ManifestShape;
  const result = shape.safeParse(filled.values ?? {});
  if (!result.success) {
    errors.push(...shapeErrors(source, result.error.issues, [], (path) => knownFields(FileShape, path)));
    throw new ManifestRejectedError(withoutRepeats(errors));
  }
  const values = result.data;
  const found = declaredReferences(values, surroundings.found);
  const common = { ...values, job_variables: infrastructureVariables(source, values, found, errors) };
  const deployments = (values.deployments ?? []).map((one, index) =>
    declaredDeployment(source, ['deployments', index], one, common, errors),
  );
  errors.push(...repeatedByMatrix(source, deployments));
  const byName = ({ name }: { readonly name: string }): string => name;
  const manifest: Manifest = {
    name: values.name || basename(source.directory),
    directory: source.directory,
    environment: source.environment,
    apiUrl: source.apiUrl,
    workPools: declaredList(source, 'workPools', values.workPools, byName, errors),
    blocks: declaredList(
      source,
      'blocks',
      values.blocks?.map(({ name, type, data }) => ({ name, block_type_slug: type, data })),
      ({ block_type_slug, name }) => `${block_type_slug}/${name}`,
      errors,
    ),
    variables: declaredList(source, 'variables', values.variables, byName, errors),
    automations: declaredList(source, 'automations', values.automations, byName, errors),
    deployments,
    notices: [...filled.notices, ...ignored(source, values.deployments ?? [])],
  };
  if (errors.length > 0) throw new ManifestRejectedError(withoutRepeats(errors));
  return manifest;
}
