// deploy: which outputs the build and push steps of a deployment will give.
import { isForeignStep, type StepPhase, stepNamed } from '../steps/step-catalogue.ts';

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface StepPromises {
  /** The outputs by the id of their step; null: of a step that others wrote, which may give anything. */
  readonly byId: ReadonlyMap<string, readonly string[] | null>;
  /** The outputs of all steps by their own names; null: one of the steps may give anything. */
  readonly bare: readonly string[] | null;
}

/** Whether a deployment has steps of its own, none too. As with Prefect `build: null` is none, and `push: null` says nothing. */
export const isOwn = (phase: StepPhase, steps: unknown): boolean =>
  steps !== undefined && (steps !== null || phase === 'build');

function stepsOf(manifest: Json, deployment: Json, phase: 'build' | 'push'): readonly Json[] {
  const own = deployment[phase];
  const steps = isOwn(phase, own) ? own : manifest[phase];
  return Array.isArray(steps) ? steps.filter(isRecord) : [];
}

/** `deployment` is its place in the manifest. */
export function stepPromises(values: unknown, deployment: number): StepPromises {
  const manifest = isRecord(values) ? values : {};
  const list = Array.isArray(manifest.deployments) ? manifest.deployments : [];
  const own = isRecord(list[deployment]) ? list[deployment] : {};
  const byId = new Map<string, readonly string[] | null>();
  let bare: readonly string[] | null = [];
  for (const step of [...stepsOf(manifest, own, 'build'), ...stepsOf(manifest, own, 'push')]) {
    for (const [name, inputs] of Object.entries(step)) {
      const outputs = stepNamed(name)?.step.outputs ?? (isForeignStep(name) ? null : []);
      if (isRecord(inputs) && typeof inputs.id === 'string') byId.set(inputs.id, outputs);
      bare = bare === null || outputs === null ? null : [...bare, ...outputs];
    }
  }
  return { byId, bare };
}

/** The promised names for a message; empty where nothing is promised. */
export const promisedNames = ({ byId, bare }: StepPromises): readonly string[] => [
  ...[...byId].flatMap(([id, outputs]) => (outputs ?? []).map((output) => `${id}.${output}`)),
  ...(bare ?? []),
];

export function isPromised(name: string, { byId, bare }: StepPromises): boolean {
  const [head = '', output] = name.split(/[.[]/);
  const outputs = byId.get(head);
  if (outputs !== undefined && output !== undefined) return outputs === null || outputs.includes(output);
  return bare === null || bare.includes(head);
}
