// deploy: fills placeholders with what earlier steps gave.
import { fillPlaceholders } from '@signalbox/core';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function outputAt(outputs: unknown, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((from, key) => (isRecord(from) && Object.hasOwn(from, key) ? from[key] : undefined), outputs);
}

/**
 * The value with each `{{ step.output }}` filled from the outputs, by the id of their step. A placeholder alone in its
 * text takes the output as it is, a list as a list. Placeholders that name no output stay as they are.
 *
 * @example fillStepOutputs({ image: '{{ build.image }}' }, { build: { image: 'etl:1' } }); // { image: 'etl:1' }
 */
export function fillStepOutputs(value: unknown, outputs: Readonly<Record<string, unknown>>): unknown {
  return fillPlaceholders(value, ({ name }) => outputAt(outputs, name));
}
