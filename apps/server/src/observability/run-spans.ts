// server: a span for each state that a flow run comes into, in the trace of the run where it has one.
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  SpanStatusCode,
  type TextMapPropagator,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { type Event, FlowRunId, StateId } from '@signalbox/contract';
import type { Engine } from '@signalbox/engine';
import { findFlowRun, findState } from '@signalbox/store';
import { enteredState } from './entered-state.ts';

export interface RunSpansOptions {
  readonly engine: Engine;
  readonly tracer: Tracer;
  readonly propagator: TextMapPropagator;
  /** Where the change was asked for: the request under way, or the root when the server makes it by itself. */
  readonly current: () => Context;
}

const TRACEPARENT_LABEL = '__OTEL_TRACEPARENT';
const FLOW_RUN = 'prefect.flow-run.';
const FAILURES: ReadonlySet<string | undefined> = new Set(['FAILED', 'CRASHED']);

export function traceRuns({ engine, tracer, propagator, current }: RunSpansOptions): { close(): Promise<void> } {
  const underWay = new Set<Promise<void>>();

  /** Clients of Prefect say it with each state that they propose, and by a label soon after they have made a run. */
  async function ownTrace(event: Event, id: FlowRunId): Promise<Context | null> {
    const { read } = engine.store;
    // The event of a state has its id.
    const state = await findState(read, 'flow_run_states', StateId.parse(event.id));
    const traceparent =
      state?.state_details.traceparent ?? (await findFlowRun(read, id, engine.clock()))?.labels[TRACEPARENT_LABEL];
    if (typeof traceparent !== 'string') return null;
    const context = propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
    return trace.getSpanContext(context) ? context : null;
  }

  async function tell(event: Event, state: string, asked: Context): Promise<void> {
    const id = FlowRunId.safeParse(event.resource['prefect.resource.id']?.slice(FLOW_RUN.length));
    if (!id.success) return;
    // A run that is gone, or a database that is away, has no trace of its own; the change is told all the same.
    const own = await ownTrace(event, id.data).catch(() => null);
    const asking = trace.getSpanContext(asked);
    const type = event.resource['prefect.state-type'];
    const startTime = new Date(event.occurred);
    const span = tracer.startSpan(
      `flow_run ${state}`,
      {
        startTime,
        links: own && asking ? [{ context: asking }] : [],
        attributes: {
          'prefect.run.id': id.data,
          'prefect.run.name': event.resource['prefect.resource.name'] ?? '',
          'prefect.run.type': 'flow',
          'prefect.state.name': state,
          'prefect.state.type': type ?? '',
        },
      },
      own ?? asked,
    );
    if (FAILURES.has(type)) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: event.resource['prefect.state-message'] ?? '' });
    }
    span.end(startTime);
  }

  const unsubscribe = engine.ownEvents.subscribe((events) => {
    for (const event of events) {
      const state = enteredState(event.event);
      if (state === null) continue;
      const told = tell(event, state, current()).finally(() => underWay.delete(told));
      underWay.add(told);
    }
  });
  return {
    close: async () => {
      unsubscribe();
      await Promise.all(underWay);
    },
  };
}
