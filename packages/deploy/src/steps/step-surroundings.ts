// deploy: what every pull step works with.

export interface StepSurroundings {
  /** Relative paths start here. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Tells people what happens; never gets a secret. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}
