// deployments: the form of a flow's parameters. Loaded only when someone wants to run a deployment.
import Form, { type FormProps } from '@rjsf/core';
import type { FieldProps, RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { useRef, useState } from 'react';
import { templates } from './parameter-templates.tsx';
import './parameter-fields.css';
import type { ParameterForm, Values } from './form-schema.ts';

interface ParameterFieldsProps {
  readonly form: ParameterForm;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** Called with the values once they are valid. */
  readonly onSubmit: (values: Values) => void;
  /** The buttons. */
  readonly children: React.ReactNode;
}

const fields: NonNullable<FormProps['fields']> = { json: JsonField };

export function ParameterFields({ form, values, onChange, onSubmit, children }: ParameterFieldsProps) {
  return (
    <Form
      className="form"
      schema={form.schema as RJSFSchema}
      uiSchema={form.uiSchema}
      formData={values}
      validator={validator}
      fields={fields}
      templates={templates}
      idPrefix="parameter"
      showErrorList={false}
      focusOnFirstError
      noHtml5Validate
      onChange={({ formData }) => onChange(formData ?? {})}
      // The fields say what is wrong; the console need not.
      onError={() => {}}
      onSubmit={({ formData }) => onSubmit(formData ?? {})}
    >
      {children}
    </Form>
  );
}

const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** A value of any shape, written as JSON. Empty means that there is none. */
function JsonField({ fieldPathId, name, schema, formData, required, onChange }: FieldProps) {
  const [text, setText] = useState(() => textOf(formData));
  const [error, setError] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const write = (next: string): void => {
    setText(next);
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next), fieldPathId.path);
      setError(null);
      area.current?.setCustomValidity('');
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : String(problem);
      setError(message);
      area.current?.setCustomValidity(message);
    }
  };
  const id = fieldPathId.$id;
  return (
    <div className="rjsf-field">
      <label htmlFor={id}>
        {schema.title ?? name}
        {required && '*'} <span className="faint">JSON</span>
      </label>
      {schema.description && <p className="field-description">{schema.description}</p>}
      <textarea
        id={id}
        ref={area}
        className="input mono"
        rows={3}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      {error !== null && <p className="text-danger">{error}</p>}
    </div>
  );
}
