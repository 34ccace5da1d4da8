// events: what a resource is, how it is called, and the page about it.

type Labels = Readonly<Record<string, string>>;

const BY_ID: Readonly<Record<string, string>> = {
  'flow-run': 'flow-runs',
  'task-run': 'task-runs',
  flow: 'flows',
  deployment: 'deployments',
  automation: 'automations',
  event: 'events',
};

const BY_NAME: Readonly<Record<string, string>> = { 'work-pool': 'work-pools' };

/** Things without pages of their own, by the page that lists them. */
const LISTED: Readonly<Record<string, string>> = {
  variable: 'variables',
  'block-document': 'blocks',
  'concurrency-limit': 'concurrency-limits',
};

export interface ResourceText {
  readonly id: string;
  /** For instance `flow-run`; the first words of the id where it is none of ours. */
  readonly kind: string;
  /** Null where it has none. */
  readonly name: string | null;
  readonly role: string | null;
  /** Null where there is no page about it. */
  readonly href: string | null;
}

function pageOf(kind: string, rest: string, name: string | null): string | null {
  if (BY_ID[kind] !== undefined && rest !== '') return `/${BY_ID[kind]}/${encodeURIComponent(rest)}`;
  if (BY_NAME[kind] !== undefined) return name === null ? null : `/${BY_NAME[kind]}/${encodeURIComponent(name)}`;
  return LISTED[kind] === undefined ? null : `/${LISTED[kind]}`;
}

export function resourceText(resource: Labels): ResourceText {
  const id = resource['prefect.resource.id'] ?? '';
  const name = resource['prefect.resource.name'] ?? null;
  const role = resource['prefect.resource.role'] ?? null;
  const [, kind, rest = ''] = /^prefect\.([a-z-]+)\.(.*)$/.exec(id) ?? [];
  if (kind === undefined) return { id, kind: '', name, role, href: null };
  return { id, kind, name, role, href: pageOf(kind, rest, name) };
}
