// deployments: where its code comes from: the steps that fetch it, the path and the function.
import type { DeploymentResponse } from '@signalbox/contract';
import { KeyValues } from '../../ui/key-values.tsx';
import { stepsOf } from './pull-steps.ts';

export function Storage({ deployment }: { deployment: DeploymentResponse }) {
  const steps = stepsOf(deployment.pull_steps);
  return (
    <div className="stack">
      <KeyValues
        entries={[
          ['Entrypoint', deployment.entrypoint && <code key="entrypoint">{deployment.entrypoint}</code>],
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
