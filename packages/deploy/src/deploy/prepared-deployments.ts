// deploy: builds and pushes what deployments need, before they are written.
import type { Client } from '@signalbox/client';
import { findReferences, type JsonObject } from '@signalbox/core';
import { fillStepOutputs } from '../steps/filled-inputs.ts';
import { runSteps } from '../steps/run-steps.ts';
import type { ReadyDeployment } from './deployment-body.ts';
import { readReferences } from './read-references.ts';

type Environment = Readonly<Record<string, string | undefined>>;

async function outputsOf(
  client: Client,
  { declared: { build, push }, directory }: ReadyDeployment,
  env: Environment,
): Promise<JsonObject> {
  const blocks = await readReferences(client, findReferences([build, push]));
  const options = { cwd: directory, env, blocks };
  const { outputs } = await runSteps(build, { ...options, phase: 'build' });
  return (await runSteps(push, { ...options, phase: 'push', outputs })).outputs;
}

/**
 * With the outputs of the build and push steps in the places that name them. Steps that deployments share are carried
 * out once.
 *
 * @throws StepError that names the step and the mend.
 */
export async function preparedDeployments(
  client: Client,
  deployments: readonly ReadyDeployment[],
  env: Environment,
): Promise<ReadyDeployment[]> {
  const known = new Map<string, JsonObject>();
  const prepared: ReadyDeployment[] = [];
  for (const ready of deployments) {
    const { build, push, ...rest } = ready.declared;
    if ((build ?? []).length + (push ?? []).length === 0) {
      prepared.push(ready);
      continue;
    }
    const key = JSON.stringify([build, push]);
    const outputs = known.get(key) ?? (await outputsOf(client, ready, env));
    known.set(key, outputs);
    const declared = { ...fillStepOutputs(rest, outputs), build, push };
    prepared.push({ ...ready, declared, version_info: fillStepOutputs(ready.version_info, outputs) });
  }
  return prepared;
}
