// server: what of the server's environment the processes of its push pools get: nothing that opens its database or its API.

/** Settings of the server and of clients; a run gets its own from us. */
const OWN = /^(SIGNALBOX|PREFECT)_|^PG/;
/** Told to the server for its runs. */
const FOR_RUNS: ReadonlySet<string> = new Set(['SIGNALBOX_HOME', 'SIGNALBOX_PYTHON', 'PREFECT_HOME']);

export const processEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => FOR_RUNS.has(name) || !OWN.test(name)));
