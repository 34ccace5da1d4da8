// deploy: one step of a manifest or a deployment.

/** One step as it is written: its name and its inputs. */
export type Step = Readonly<Record<string, unknown>>;
