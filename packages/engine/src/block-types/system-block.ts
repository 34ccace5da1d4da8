// engine: what a block type is that every server has.

export interface SystemBlock {
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly capabilities: readonly string[];
  /** The release of Prefect whose class of this name has the checksum. */
  readonly version: string;
  /**
   * Under which Prefect's clients look the schema up. It is theirs, not reckoned from `fields`: the descriptions here
   * are our own words, and what a document holds is the same.
   */
  readonly checksum: string;
  readonly fields: Readonly<Record<string, unknown>>;
}
