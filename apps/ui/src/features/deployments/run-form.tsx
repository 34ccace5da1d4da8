// deployments: asks for what a run is to be started with, and starts it.
import type { DeploymentResponse } from '@signalbox/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../api/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/query-view.tsx';
import { TagField } from '../../ui/tag-field.tsx';
import { parameterForm, parametersFromForm, type Values } from './form-schema.ts';
import { ParameterJson } from './parameter-json.tsx';

const ParameterFields = lazy(async () => ({ default: (await import('./parameter-fields.tsx')).ParameterFields }));

interface RunOptions {
  readonly name: string;
  readonly tags: readonly string[];
  /** A time of the reader's zone as `<input type="datetime-local">` gives it; empty for now. */
  readonly at: string;
}

interface RunFormProps {
  readonly deployment: DeploymentResponse;
  readonly onClose: () => void;
}

function useStartRun(deployment: DeploymentResponse) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: ({ parameters, name, tags, at }: RunOptions & { readonly parameters: Values }) =>
      client.deployments.create_flow_run({
        params: { id: deployment.id },
        body: {
          parameters: { ...parameters },
          tags: [...tags],
          ...(name === '' ? {} : { name }),
          state: {
            type: 'SCHEDULED',
            message: 'Started in the dashboard.',
            state_details: { scheduled_time: (at === '' ? new Date() : new Date(at)).toISOString() },
          },
        },
      }),
    onSuccess: async (run) => {
      navigate(`/flow-runs/${run.id}`);
      await queries.invalidateQueries({ queryKey: ['flow_runs', 'many'] });
    },
  });
}

export function RunForm({ deployment, onClose }: RunFormProps) {
  const form = useMemo(() => parameterForm(deployment.parameter_openapi_schema), [deployment.parameter_openapi_schema]);
  const [values, setValues] = useState<Values>(deployment.parameters);
  const [asJson, setAsJson] = useState(false);
  const [options, setOptions] = useState<RunOptions>({ name: '', tags: [], at: '' });
  const start = useStartRun(deployment);
  const submit = (valid: Values): void =>
    start.mutate({ ...options, parameters: form ? parametersFromForm(form, valid, deployment.parameters) : valid });

  const rest = (
    <>
      <Options options={options} onChange={setOptions} />
      {start.error && <ErrorPanel error={start.error} />}
      <div className="row">
        <button type="submit" className="button-primary" disabled={start.isPending}>
          {start.isPending ? 'Starting' : 'Start run'}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
        {form && (
          <button type="button" className="button-quiet" onClick={() => setAsJson(!asJson)}>
            {asJson ? 'Edit as form' : 'Edit as JSON'}
          </button>
        )}
      </div>
    </>
  );
  return (
    <section className="panel stack" aria-label="Run form">
      <h2>Run {deployment.name}</h2>
      {form && !asJson ? (
        <Suspense fallback={<Skeleton rows={4} />}>
          <ParameterFields form={form} values={values} onChange={setValues} onSubmit={submit}>
            {rest}
          </ParameterFields>
        </Suspense>
      ) : (
        <PlainForm onSubmit={() => submit(values)}>
          {form ? (
            <ParameterJson values={values} onChange={setValues} />
          ) : (
            <p className="faint">The flow takes no parameters.</p>
          )}
          {rest}
        </PlainForm>
      )}
    </section>
  );
}

function PlainForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

function Options({ options, onChange }: { options: RunOptions; onChange: (options: RunOptions) => void }) {
  return (
    <details className="run-options">
      <summary>Name, time and tags</summary>
      <div className="run-options-fields">
        <label>
          Name of the run
          <input
            className="input"
            placeholder="made up"
            value={options.name}
            onChange={(event) => onChange({ ...options, name: event.target.value })}
          />
        </label>
        <label>
          Start at
          <input
            type="datetime-local"
            className="input"
            value={options.at}
            onChange={(event) => onChange({ ...options, at: event.target.value })}
          />
        </label>
        <div>
          Tags
          <TagField tags={options.tags} onChange={(tags) => onChange({ ...options, tags })} />
        </div>
      </div>
    </details>
  );
}
