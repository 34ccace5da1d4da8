// signalbox: executes the flow run that the environment names: the process that a worker starts. Its imports are what
// passes between the start of the process and the start of the flow, so it has few.
import { executeNamedRun } from './execute-named-run.ts';

await executeNamedRun(process.argv[2] ?? process.env.PREFECT__FLOW_RUN_ID);
