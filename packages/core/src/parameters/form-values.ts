// core: values that somebody types into a form: some stand for others, by JSON, a template or a variable.
import type { ParameterIssue } from './parameter-issues.ts';

type Path = readonly (string | number)[];

/** Values with what stands for others put in its place. */
export interface FormValues {
  readonly value: unknown;
  /** What cannot be put in its place. */
  readonly issues: readonly ParameterIssue[];
  /** Where a template stands, or something that cannot be put in its place: what belongs there is not known yet. */
  readonly open: readonly Path[];
}

const KIND = '__prefect_kind';

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of the variables that stand in the values. */
export function variableNamesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(variableNamesIn);
  if (!isRecord(value)) return [];
  if (value[KIND] === 'workspace_variable' && typeof value.variable_name === 'string') return [value.variable_name];
  return Object.values(value).flatMap(variableNamesIn);
}

const DELIMITERS = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
] as const;

/** The mark of a Jinja template that is opened and never closed; null when all are. */
export function unclosedMark(template: string): string | null {
  let rest = template;
  for (;;) {
    const next = DELIMITERS.map(([open, close]) => ({ open, close, at: rest.indexOf(open) }))
      .filter(({ at }) => at !== -1)
      .toSorted((left, right) => left.at - right.at)[0];
    if (!next) return null;
    const end = rest.indexOf(next.close, next.at + next.open.length);
    if (end === -1) return next.open;
    rest = rest.slice(end + next.close.length);
  }
}

type Standing = { readonly value: unknown } | { readonly issue: string } | 'template' | 'nothing';

/** What a placeholder stands for. */
function standingFor(placeholder: Json, variables: ReadonlyMap<string, unknown>): Standing {
  switch (placeholder[KIND]) {
    case 'none':
    case null:
      return 'value' in placeholder ? { value: placeholder.value } : { issue: "The member 'value' is missing." };
    case 'json':
      return 'value' in placeholder ? parsed(placeholder.value) : 'nothing';
    case 'jinja': {
      if (typeof placeholder.template !== 'string') return { issue: "The member 'template' is missing." };
      const mark = unclosedMark(placeholder.template);
      return mark === null ? 'template' : { issue: `Invalid template: '${mark}' is opened and never closed.` };
    }
    case 'workspace_variable': {
      const name = placeholder.variable_name;
      if (typeof name !== 'string') return 'nothing';
      return variables.has(name) ? { value: variables.get(name) } : { issue: `There is no variable '${name}'.` };
    }
    default:
      return 'template';
  }
}

function parsed(value: unknown): Standing {
  if (typeof value !== 'string') return { value };
  try {
    return { value: JSON.parse(value) };
  } catch (error) {
    return { issue: `Invalid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Puts in its place what stands for something else. @param variables the values of those that there are, by name */
export function formValues(values: unknown, variables: ReadonlyMap<string, unknown>): FormValues {
  const issues: ParameterIssue[] = [];
  const open: Path[] = [];
  const NOTHING = Symbol('nothing');
  const placed = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => placed(item, [...path, index]));
    if (!isRecord(value)) return value;
    if (!(KIND in value)) {
      const members = Object.entries(value).map(([name, member]) => [name, placed(member, [...path, name])] as const);
      return Object.fromEntries(members.filter(([, member]) => member !== NOTHING));
    }
    const standing = standingFor(value, variables);
    if (standing === 'nothing') return NOTHING;
    if (standing !== 'template' && 'value' in standing) return standing.value;
    if (standing !== 'template') issues.push({ path, message: standing.issue });
    open.push(path);
    return value;
  };
  const value = placed(values, []);
  return { value: value === NOTHING ? {} : value, issues, open };
}
