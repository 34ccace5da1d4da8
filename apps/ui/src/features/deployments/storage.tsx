// deployments: where its code comes from: the steps that fetch it, the path and the function.
import type { DeploymentResponse } from '@signalbox/contract';
import { describeStorage } from '@signalbox/core/storage';
import { KeyValues } from '../../ui/key-values.tsx';
import { stepsOf } from './pull-steps.ts';

const KINDS = {
  git: 'Git',
  s3: 'Amazon S3',
  gcs: 'Google Cloud Storage',
  azure: 'Azure Blob Storage',
  image: 'Image',
  local: 'Folder of the worker',
  other: 'Steps of your own',
} as const;

export function Storage({ deployment }: { deployment: DeploymentResponse }) {
  const steps = stepsOf(deployment.pull_steps);
  const storage = describeStorage(deployment.pull_steps, deployment.job_variables);
  const told = [
    ['Repository', storage.repository],
    ['Reference', storage.reference],
    ['Commit', storage.commit],
    ['Code path', storage.path],
    ['Image', storage.image],
    ['Digest', storage.digest],
  ] as const;
  return (
    <div className="stack">
      <KeyValues
        entries={[
          ['Entrypoint', deployment.entrypoint && <code key="entrypoint">{deployment.entrypoint}</code>],
          ...(storage.kind === 'none' ? [] : ([['Storage', KINDS[storage.kind]]] as const)),
          ...told
            .filter(([, value]) => value !== null)
            .map(([name, value]) => [name, <code key={name}>{value}</code>] as const),
          ...(deployment.path === null ? [] : ([['Path', <code key="path">{deployment.path}</code>]] as const)),
          ...(deployment.storage_document_id === null
            ? []
            : ([['Storage block', <code key="block">{deployment.storage_document_id}</code>]] as const)),
        ]}
      />
      {steps.length > 0 && (
        <ol className="steps" aria-label="Pull steps">
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id, and their order is what they are
            <li key={index}>
              <code className="cell-title">{step.name}</code>
              {step.inputs.map(([name, value]) => (
                <div key={name} className="cell-note">
                  {name} <code>{value}</code>
                </div>
              ))}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
