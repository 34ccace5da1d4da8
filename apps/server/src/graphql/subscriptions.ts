// server: what can be watched, fed by the same messages as the websockets of the REST API.
import { Event, EventFilter, FlowRunId, LogFilter, notFound } from '@signalbox/contract';
import { eventMatches } from '@signalbox/core';
import { type GraphQLFieldConfig, GraphQLID, GraphQLNonNull } from 'graphql';
import { z } from 'zod';
import { enteredState } from '../observability/entered-state.ts';
import { logMatches } from '../websockets/logs-out.ts';
import type { GraphqlContext } from './context.ts';
import { invalidArguments } from './errors.ts';
import type { InputOf } from './input-types.ts';
import type { FieldsOfType, OutputOf } from './output-types.ts';
import { typeOfKind } from './relations.ts';
import { mapped, streamOf } from './stream.ts';

type Field = GraphQLFieldConfig<unknown, GraphqlContext>;

const FLOW_RUN = 'prefect.flow-run.';

export function subscriptionFields(inputOf: InputOf, outputOf: OutputOf): FieldsOfType {
  return {
    flow_run: flowRun(outputOf),
    flow_run_states: flowRunStates(outputOf),
    logs: logs(inputOf, outputOf),
    events: events(inputOf, outputOf),
  };
}

const itself = (message: unknown) => message;

/** The arguments as the contract reads them. */
function read<Schema extends z.ZodType>(schema: Schema, args: unknown): z.output<Schema> {
  const input: unknown = JSON.parse(JSON.stringify(args));
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidArguments('body', parsed.error, input);
  return parsed.data;
}

const runOf = ({ resource }: Event): string | null => {
  const id = resource['prefect.resource.id'] ?? '';
  return id.startsWith(FLOW_RUN) ? id.slice(FLOW_RUN.length) : null;
};

const flowRun = (outputOf: OutputOf): Field => ({
  type: typeOfKind('flow_run', outputOf),
  description: 'The flow run as it is now, and again whenever it has changed. Ends when it is deleted.',
  args: { id: { type: new GraphQLNonNull(GraphQLID) } },
  resolve: itself,
  subscribe: async (_source, args, { request, loaders }) => {
    const { id } = read(z.object({ id: FlowRunId }), args);
    const isOfRun = (event: Event) => (runOf(event) === id ? true : null);
    const changes = streamOf<Event, true>(request.engine.events, isOfRun, [true]);
    if ((await loaders.one('flow_run', id)) === null) {
      await changes.return();
      throw notFound('Flow run');
    }
    return mapped(changes, async () => {
      const run = await loaders.one('flow_run', id);
      if (run === null) await changes.return();
      return run;
    });
  },
});

const flowRunStates = (outputOf: OutputOf): Field => ({
  type: typeOfKind('flow_run_state', outputOf),
  description: 'Each state that a flow run comes into, of one run or of all.',
  args: { flow_run_id: { type: GraphQLID } },
  resolve: itself,
  subscribe: async (_source, args, { request, loaders }) => {
    const { flow_run_id = null } = read(z.object({ flow_run_id: FlowRunId.nullish() }), args);
    const events = streamOf<Event, Event>(request.engine.events, (event) =>
      enteredState(event.event) !== null && (flow_run_id === null || runOf(event) === flow_run_id) ? event : null,
    );
    // The event of a state has its id.
    return mapped(events, ({ id }) => loaders.one('flow_run_state', id));
  },
});

const logs = (inputOf: InputOf, outputOf: OutputOf): Field => ({
  type: typeOfKind('log', outputOf),
  description: 'The lines that are logged from now on.',
  args: { flow_run_id: { type: GraphQLID }, logs: { type: inputOf(LogFilter.nullish(), 'LogFilter') } },
  resolve: itself,
  subscribe: async (_source, args, { request }) => {
    const given = read(z.object({ flow_run_id: FlowRunId.nullish(), logs: LogFilter.nullish() }), args);
    const filter = given.logs ?? LogFilter.parse({});
    const run = given.flow_run_id ?? null;
    return streamOf(request.engine.logs, (log) =>
      (run === null || log.flow_run_id === run) && logMatches(filter, log) ? log : null,
    );
  },
});

const events = (inputOf: InputOf, outputOf: OutputOf): Field => ({
  type: outputOf(Event, 'Event'),
  description: 'The events that happen from now on.',
  args: { filter: { type: inputOf(EventFilter.nullish(), 'EventFilter') } },
  resolve: itself,
  subscribe: async (_source, args, { request }) => {
    const { filter } = read(z.object({ filter: EventFilter.nullish() }), args);
    // A subscription is about what comes: the end of its time range does not end it.
    const wanted: EventFilter = { ...(filter ?? EventFilter.parse({})), occurred: {} };
    return streamOf(request.engine.events, (event) => (eventMatches(wanted, event) ? event : null));
  },
});
