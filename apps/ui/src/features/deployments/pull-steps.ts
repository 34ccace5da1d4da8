// deployments: pull steps as a list of names with their inputs.

export interface PullStep {
  /** The step's own name; the module in front of it says nothing to a reader. */
  readonly name: string;
  readonly inputs: readonly (readonly [name: string, value: string])[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A step is written `{ "module.name": { input: value } }`. */
export function stepsOf(pullSteps: readonly Readonly<Record<string, unknown>>[] | null): PullStep[] {
  return (pullSteps ?? []).flatMap((step) =>
    Object.entries(step).map(([path, inputs]) => ({
      name: path.slice(path.lastIndexOf('.') + 1),
      inputs: isRecord(inputs) ? Object.entries(inputs).map(([name, value]) => [name, textOf(value)] as const) : [],
    })),
  );
}
