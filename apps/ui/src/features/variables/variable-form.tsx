// variables: one to make or to change.
import type { Variable } from '@signalbox/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '../../api/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TagField } from '../../ui/tag-field.tsx';
import { textFromValue, valueFromText } from './value-text.ts';

interface VariableFormProps {
  /** Null to make a new one. */
  readonly variable: Variable | null;
  readonly onClose: () => void;
}

export function VariableForm({ variable, onClose }: VariableFormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(variable?.name ?? '');
  const [text, setText] = useState(variable === null ? '' : textFromValue(variable.value));
  const [tags, setTags] = useState<readonly string[]>(variable?.tags ?? []);
  const save = useMutation({
    mutationFn: async () => {
      const body = { name, value: valueFromText(text) as Variable['value'], tags: [...tags] };
      if (variable === null) await client.variables.create({ body });
      else await client.variables.update({ params: { id: variable.id }, body });
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['variables'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form
      className="panel stack"
      aria-label={variable === null ? 'New variable' : `Edit ${variable.name}`}
      onSubmit={submit}
    >
      <h2>{variable === null ? 'New variable' : `Edit ${variable.name}`}</h2>
      <div className="form-row">
        <label>
          Name
          <input
            className="input"
            required
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <div>
          Tags
          <TagField tags={tags} onChange={setTags} />
        </div>
      </div>
      <label>
        Value <span className="faint">text or JSON</span>
        <textarea
          className="input mono"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {save.error && <ErrorPanel error={save.error} />}
      <div className="row">
        <button type="submit" className="button-primary" disabled={save.isPending}>
          Save
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
