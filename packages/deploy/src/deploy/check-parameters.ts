// deploy: the parameters of a deployment and of its schedules against the schema of their flow.
import { parameterIssues } from '@signalbox/core';
import type { FlowDescription } from '../entrypoints/flow-description.ts';
import { InvalidParameterError, type ManifestError } from '../manifest/errors.ts';
import type { DeclaredDeployment } from '../manifest/manifest.ts';
import { type ManifestSource, type Path, placeOf, placeOfKey } from '../manifest/manifest-source.ts';
import { meantName } from '../names/nearest-name.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** The names the flow takes; null when it takes any. */
function namesOf({ parameter_openapi_schema: schema }: FlowDescription): string[] | null {
  const names = Object.keys((schema.properties as Parameters | undefined) ?? {});
  const takesAny = names.length === 0 || names.includes('kwargs') || schema.additionalProperties === true;
  return takesAny ? null : names;
}

/** What steps give has its type when they are carried out. */
function isFilledLater(parameters: unknown, path: Path): boolean {
  const value = path.reduce<unknown>((from, key) => Reflect.get(Object(from), key), parameters);
  return typeof value === 'string' && value.includes('{{');
}

function errorsOf(source: ManifestSource, base: Path, parameters: Parameters, flow: FlowDescription): ManifestError[] {
  const names = namesOf(flow);
  const unknown = names === null ? [] : Object.keys(parameters).filter((name) => !names.includes(name));
  const issues = parameterIssues(flow.parameter_openapi_schema, parameters, { ignore_required: true });
  return [
    ...unknown.map((name) => {
      const path = [...base, name];
      const problem = `the flow "${flow.name}" has no parameter "${name}"`;
      const mend = meantName(name, names ?? []);
      return new InvalidParameterError({ ...placeOfKey(source, path), problem, mend });
    }),
    ...issues
      .filter(({ path }) => !isFilledLater(parameters, path))
      .map(({ path: inner, message }) => {
        const path = [...base, ...inner];
        const problem = `the value does not fit the flow "${flow.name}": ${message}`;
        const mend = 'Give a value that fits, or set enforce_parameter_schema: false';
        return new InvalidParameterError({ ...placeOf(source, path), problem, mend });
      }),
  ];
}

export function parameterErrors(
  source: ManifestSource,
  declared: DeclaredDeployment,
  flow: FlowDescription,
): ManifestError[] {
  if (declared.enforce_parameter_schema === false) return [];
  return [
    ...errorsOf(source, [...declared.path, 'parameters'], declared.parameters, flow),
    ...(declared.schedules ?? []).flatMap(({ path, parameters }) =>
      errorsOf(source, [...path, 'parameters'], parameters ?? {}, flow),
    ),
  ];
}
