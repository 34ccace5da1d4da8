// server: the one mutation that is no route: it asks for the end of a run, whatever its state.
import { FlowRunId, routes } from '@signalbox/contract';
import { setFlowRunState } from '@signalbox/engine';
import { type GraphQLFieldConfig, GraphQLID, GraphQLNonNull } from 'graphql';
import { clientOf } from '../http/client-of.ts';
import type { GraphqlContext } from './context.ts';
import { invalidArguments } from './errors.ts';
import type { OutputOf } from './output-types.ts';

const { body: Body, responses } = routes.flow_runs.set_state;

export const cancelFlowRun = (outputOf: OutputOf): GraphQLFieldConfig<unknown, GraphqlContext> => ({
  type: outputOf(responses[200], 'flow_runs_cancel'),
  description: 'Cancels a run: at once when nothing executes it, otherwise its worker ends it.',
  args: { id: { type: new GraphQLNonNull(GraphQLID) } },
  resolve: async (_source, { id }, { request: { engine, headers } }) => {
    const run = FlowRunId.safeParse(id);
    if (!run.success) throw invalidArguments('query', run.error, id);
    const { state } = Body.parse({ state: { type: 'CANCELLING', name: 'Cancelling' } });
    const client = clientOf(headers);
    const { result } = await setFlowRunState(engine, run.data, state, { force: false, client, fencing_number: null });
    return result;
  },
});
