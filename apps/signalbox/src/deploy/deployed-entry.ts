// signalbox: what deploying did to one deployment.

export interface DeployedEntry {
  /** `FLOW/DEPLOYMENT` */
  readonly name: string;
  readonly id: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** Relative to the project's folder. */
  readonly entrypoint: string;
}
