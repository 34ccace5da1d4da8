// ecs: a task definition in the one form in which what we ask for and what AWS has can be compared, as a pure rule.
import { createHash } from 'node:crypto';

type Values = Readonly<Record<string, unknown>>;

/** What AWS tells of a definition beside what it was given. */
const TOLD_BY_AWS = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]);

/** What AWS fills in where nothing was said. */
const DEFAULTS: Values = {
  essential: true,
  protocol: 'tcp',
  networkMode: 'bridge',
  versionConsistency: 'enabled',
  cpu: '0',
  hostPort: '0',
  // Of health checks.
  interval: '30',
  timeout: '5',
  retries: '3',
};

/** Lists whose order says nothing, by what their entries are sorted. */
const SORTED_BY: Readonly<Record<string, string>> = {
  environment: 'name',
  secrets: 'name',
  tags: 'key',
  requiresCompatibilities: '',
};

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isNothing(key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (value === false) return key !== 'essential';
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) ? Object.keys(value).length === 0 : DEFAULTS[key] === value;
}

function sorted(key: string, list: readonly unknown[]): readonly unknown[] {
  const by = SORTED_BY[key];
  if (by === undefined) return list;
  const text = (entry: unknown): string => String(isRecord(entry) ? entry[by] : entry);
  return list.toSorted((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

function canonical(key: string, value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return sorted(
      key,
      value.map((entry) => canonical('', entry)),
    );
  if (!isRecord(value)) return value;
  // On awsvpc the port of the host is the container's, and AWS says so.
  const { hostPort, ...rest } = value;
  const fields = 'containerPort' in value && hostPort === value.containerPort ? rest : value;
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, field]) => [name, canonical(name, field)] as const)
      .filter(([name, field]) => !isNothing(name, field))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The same text for definitions that mean the same. */
export function canonicalDefinition(definition: object): string {
  const own = Object.entries(definition).filter(([name]) => !TOLD_BY_AWS.has(name));
  return JSON.stringify(canonical('', Object.fromEntries(own)));
}

export const definitionHash = (definition: object): string =>
  createHash('sha256').update(canonicalDefinition(definition)).digest('hex');
