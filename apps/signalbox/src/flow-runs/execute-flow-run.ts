// signalbox: executes the flow run that is named, or that it is told on standby: the process that a worker starts. Its
// imports are what passes between the start of the process and the start of the flow, so it has few.
import { executeNamedRun } from './execute-named-run.ts';

const [word] = process.argv.slice(2);

if (word === '--standby') {
  const { assignmentFromInput } = await import('./standby.ts');
  const id = await assignmentFromInput();
  if (id !== null) await executeNamedRun(id);
} else {
  await executeNamedRun(word ?? process.env.PREFECT__FLOW_RUN_ID);
}
