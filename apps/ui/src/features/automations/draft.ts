// automations: what stands in the form, and what is wrong with it, field by field.
import { type Automation, AutomationUpdate, issuesAt } from '@signalbox/contract';

/** Fields that are written as JSON. */
export const JSON_FIELDS = ['trigger', 'actions', 'actions_on_trigger', 'actions_on_resolve'] as const;
export type JsonField = (typeof JSON_FIELDS)[number];

export interface AutomationDraft extends Readonly<Record<JsonField, string>> {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly tags: readonly string[];
}
export type DraftField = JsonField | 'name' | 'description' | 'tags';

export type DraftIssues = Partial<Readonly<Record<DraftField, readonly string[]>>>;

const EXAMPLE = {
  trigger: {
    type: 'event',
    posture: 'Reactive',
    match: { 'prefect.resource.id': 'prefect.flow-run.*' },
    expect: ['prefect.flow-run.Failed', 'prefect.flow-run.Crashed'],
  },
  actions: [{ type: 'do-nothing' }],
};

const jsonText = (value: unknown): string => JSON.stringify(value, null, 2);

/** Null gives an example to begin with. */
export function draftFrom(automation: Automation | null): AutomationDraft {
  return {
    name: automation?.name ?? '',
    description: automation?.description ?? '',
    enabled: automation?.enabled ?? true,
    tags: automation?.tags ?? [],
    trigger: jsonText(automation?.trigger ?? EXAMPLE.trigger),
    actions: jsonText(automation?.actions ?? EXAMPLE.actions),
    actions_on_trigger: jsonText(automation?.actions_on_trigger ?? []),
    actions_on_resolve: jsonText(automation?.actions_on_resolve ?? []),
  };
}

type Checked =
  | { readonly body: AutomationUpdate; readonly issues: null }
  | { readonly body: null; readonly issues: DraftIssues };

/** The request that the draft makes, or what is wrong in which field. */
export function checkDraft({ name, description, enabled, tags, ...texts }: AutomationDraft): Checked {
  const issues: Record<string, string[]> = {};
  const values: Record<string, unknown> = {};
  for (const field of JSON_FIELDS) {
    try {
      values[field] = JSON.parse(texts[field]);
    } catch (error) {
      issues[field] = [error instanceof Error ? error.message : String(error)];
    }
  }
  if (name.trim() === '') issues.name = ['An automation needs a name.'];
  const parsed = AutomationUpdate.safeParse({ name: name.trim(), description, enabled, tags, ...values });
  for (const { path, message } of parsed.success ? [] : issuesAt(parsed.error.issues)) {
    const [field = '', ...place] = path;
    // What is no JSON is not also missing.
    if (!(field in values) && JSON_FIELDS.some((one) => one === field)) continue;
    issues[field] = [...(issues[field] ?? []), place.length === 0 ? message : `${place.join('.')}: ${message}`];
  }
  if (parsed.success && Object.keys(issues).length === 0) return { body: parsed.data, issues: null };
  return { body: null, issues };
}
