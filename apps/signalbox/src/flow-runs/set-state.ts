// signalbox: proposes a state for a run, and makes an error of a refusal.
import type { FlowRunResponse, StateType } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';

export interface ProposedState {
  readonly type: StateType;
  readonly name: string;
  readonly message: string;
}

/** The run afterwards. A state other than the proposed one is no error: the server may know a shorter way. */
export async function setState(
  { client }: CommandContext,
  run: FlowRunResponse,
  state: ProposedState,
): Promise<FlowRunResponse> {
  const { status, details } = await client.flow_runs.set_state({ params: { id: run.id }, body: { state } });
  const after = await client.flow_runs.read({ params: { id: run.id } });
  const moved = after.state_id !== run.state_id;
  if (status !== 'ACCEPT' && !moved) {
    const reason = 'reason' in details && details.reason ? `: ${details.reason}` : '';
    throw new CommandError(
      `The server does not let flow run ${run.name}, which is ${run.state_name}, become ${state.name}${reason}`,
    );
  }
  return after;
}
