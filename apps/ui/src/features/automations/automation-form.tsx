// automations: one to make or to change. What is wrong is told at its field before the server is asked.
import type { Automation } from '@signalbox/contract';
import { useId, useRef, useState } from 'react';
import { client, useChange } from '../../api/index.ts';
import { EditForm } from '../../ui/edit-form.tsx';
import { TagField } from '../../ui/tag-field.tsx';
import './automations.css';
import { type AutomationDraft, checkDraft, type DraftIssues, draftFrom, type JsonField } from './draft.ts';
import { FieldIssues, JsonEditor } from './json-editor.tsx';

interface AutomationFormProps {
  /** Null to make a new one. */
  readonly automation: Automation | null;
  readonly onClose: () => void;
  /** With the id of what was made or changed. */
  readonly onSaved: (id: string) => void;
}

export function AutomationForm({ automation, onClose, onSaved }: AutomationFormProps) {
  const [draft, setDraft] = useState(() => draftFrom(automation));
  const [issues, setIssues] = useState<DraftIssues>({});
  const fields = useRef<HTMLDivElement>(null);
  const change = (part: Partial<AutomationDraft>): void => setDraft({ ...draft, ...part });
  const save = useChange([['automations']], async (body: NonNullable<ReturnType<typeof checkDraft>['body']>) => {
    if (automation === null) onSaved((await client.automations.create({ body })).id);
    else {
      await client.automations.update({ params: { id: automation.id }, body });
      onSaved(automation.id);
    }
  });
  const submit = (): void => {
    const checked = checkDraft(draft);
    setIssues(checked.issues ?? {});
    if (checked.body !== null) save.mutate(checked.body);
    // Once the faults are shown, the first of them is where one goes on.
    else requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  const json = (field: JsonField, label: string, rows: number, hint?: string) => (
    <JsonEditor
      label={label}
      rows={rows}
      {...(hint === undefined ? {} : { hint })}
      value={draft[field]}
      issues={issues[field]}
      onChange={(text) => change({ [field]: text })}
    />
  );
  return (
    <EditForm
      title={automation === null ? 'New automation' : `Edit ${automation.name}`}
      saving={{ error: save.error, isPending: save.isPending, mutate: submit }}
      onClose={onClose}
    >
      <div className="stack" ref={fields}>
        <Names draft={draft} issues={issues} onChange={change} />
        {json('trigger', 'Trigger', 14, 'JSON: what is waited for')}
        {json('actions', 'Actions', 8, 'JSON: a list of what is then done')}
        <details open={hasMore(draft) || 'actions_on_trigger' in issues || 'actions_on_resolve' in issues}>
          <summary>Further actions</summary>
          <div className="stack">
            {json('actions_on_trigger', 'Done after the actions', 4)}
            {json('actions_on_resolve', 'Kept for when it is resolved', 4)}
          </div>
        </details>
      </div>
    </EditForm>
  );
}

const isWritten = (text: string): boolean => text.trim() !== '[]';
const hasMore = (draft: AutomationDraft): boolean =>
  isWritten(draft.actions_on_trigger) || isWritten(draft.actions_on_resolve);

interface NamesProps {
  readonly draft: AutomationDraft;
  readonly issues: DraftIssues;
  readonly onChange: (part: Partial<AutomationDraft>) => void;
}

function Names({ draft, issues, onChange }: NamesProps) {
  const id = useId();
  return (
    <>
      <div className="form-row">
        <div>
          <label>
            Name
            <input
              className="input"
              aria-invalid={issues.name !== undefined}
              aria-describedby={`${id}-name`}
              value={draft.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          </label>
          <FieldIssues id={`${id}-name`} issues={issues.name} />
        </div>
        <label>
          Description
          <input
            className="input"
            value={draft.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        </label>
        <div>
          Tags
          <TagField tags={draft.tags} onChange={(tags) => onChange({ tags })} />
        </div>
      </div>
      <label className="row">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={(event) => onChange({ enabled: event.target.checked })}
        />
        Enabled
      </label>
    </>
  );
}
