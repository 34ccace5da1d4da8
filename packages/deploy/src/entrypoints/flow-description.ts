// deploy: what a deployment needs to know of a flow.

export interface FlowDescription {
  readonly name: string;
  readonly description: string | null;
  /** Null when the flow says none. */
  readonly version: string | null;
  /** JSON schema of the parameters. */
  readonly parameter_openapi_schema: Readonly<Record<string, unknown>>;
}

/** Why an entrypoint gives no flow. */
export interface EntrypointFault {
  readonly fault: 'missing' | 'import' | 'not-a-flow';
  readonly problem: string;
  readonly mend: string;
}

export const isFault = (found: FlowDescription | EntrypointFault): found is EntrypointFault => 'fault' in found;
