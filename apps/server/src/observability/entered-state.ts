// server: which events tell that a flow run has come into a state.

/** Names of states begin with a capital; other events of runs do not. */
const STATE_EVENT = /^prefect\.flow-run\.([A-Z]\w*)$/;

/** The name of the state that a flow run has come into; null for any other event. */
export const enteredState = (event: string): string | null => STATE_EVENT.exec(event)?.[1] ?? null;
