// variables: one to make or to change.
import type { Variable } from '@signalbox/contract';
import { useState } from 'react';
import { client, useChange } from '../../api/index.ts';
import { EditForm } from '../../ui/edit-form.tsx';
import { TagField } from '../../ui/tag-field.tsx';
import { textFromValue, valueFromText } from './value-text.ts';

interface VariableFormProps {
  /** Null to make a new one. */
  readonly variable: Variable | null;
  readonly onClose: () => void;
}

export function VariableForm({ variable, onClose }: VariableFormProps) {
  const [name, setName] = useState(variable?.name ?? '');
  const [text, setText] = useState(variable === null ? '' : textFromValue(variable.value));
  const [tags, setTags] = useState<readonly string[]>(variable?.tags ?? []);
  const save = useChange([['variables']], async () => {
    const body = { name, value: valueFromText(text) as Variable['value'], tags: [...tags] };
    if (variable === null) await client.variables.create({ body });
    else await client.variables.update({ params: { id: variable.id }, body });
    onClose();
  });
  return (
    <EditForm title={variable === null ? 'New variable' : `Edit ${variable.name}`} saving={save} onClose={onClose}>
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
    </EditForm>
  );
}
