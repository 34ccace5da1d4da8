// sdk: what all flows have in common, and how a flow is told from anything else.
import type { ParameterSchema } from '../parameters/parameter-schema.ts';
import type { FlowDefinition, FlowOptions } from './flow-definition.ts';

/** Registered under a name of its own, so that flows are known across copies of this package. */
export const FLOW = Symbol.for('signalbox.flow');

/** Any flow, whatever its parameters and result. */
export interface AnyFlow {
  readonly options: FlowOptions;
  /** The parameters as JSON Schema, from which forms are made. */
  parameterSchema(): ParameterSchema;
  readonly [FLOW]: FlowDefinition;
}

/** The definition of a flow, or null for anything else. */
export function flowDefinitionOf(value: unknown): FlowDefinition | null {
  if (typeof value !== 'function' || !(FLOW in value)) return null;
  // The edge of the types: only `flow` sets the symbol.
  return value[FLOW] as FlowDefinition;
}

export const isFlow = (value: unknown): value is AnyFlow => flowDefinitionOf(value) !== null;
