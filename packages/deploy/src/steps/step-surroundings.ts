// deploy: what every step works with.

export interface StepSurroundings {
  /** Relative paths start here. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Tells people what happens; secrets in it are masked before anybody sees it. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal | undefined;
  /** Where repositories are kept between runs; null: nowhere. */
  readonly cache_directory: string | null;
}
