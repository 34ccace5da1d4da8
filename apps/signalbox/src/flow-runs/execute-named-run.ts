// signalbox: fetches the code of a flow run and runs it in this process.
import { executeFlowRun, loadEntrypoint } from '@signalbox/sdk';
import { CommandError, UsageError } from '../command-error.ts';
import { codeFolder } from './code-folder.ts';

/** Sets the exit code 1 when the run does not complete. */
export async function executeNamedRun(flow_run_id: string | undefined): Promise<void> {
  if (!flow_run_id) throw new UsageError('Name the flow run by its id, or set PREFECT__FLOW_RUN_ID.');
  const state = await executeFlowRun({
    flow_run_id,
    loadFlow: async ({ deployment }) => {
      if (deployment === null || deployment.entrypoint === null)
        throw new CommandError('The run has no deployment with an entrypoint, so its code cannot be found.');
      const folder = await codeFolder(deployment);
      return loadEntrypoint(deployment.entrypoint, folder);
    },
  });
  if (state.type !== 'COMPLETED') process.exitCode = 1;
}
