// server: what a collector is told in numbers; the names of HTTP are those of OpenTelemetry.
import type { Meter } from '@opentelemetry/api';
import type { Engine } from '@signalbox/engine';
import { countOpenRuns } from '@signalbox/store';
import { enteredState } from './entered-state.ts';
import type { RequestWatch } from './request-watch.ts';

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function measure(
  meter: Meter,
  { ownEvents, store }: Engine,
  openWebsockets: () => number,
): { readonly watch: RequestWatch; stop(): void } {
  const requests = meter.createHistogram('http.server.request.duration', {
    description: 'Requests from their arrival until their answer is ready.',
    unit: 's',
    advice: { explicitBucketBoundaries: REQUEST_SECONDS },
  });
  const states = meter.createCounter('signalbox.flow_run.states', {
    description: 'States that flow runs have come into.',
  });
  meter
    .createObservableGauge('signalbox.write_queue.units', { description: 'Units of work that wait for the writer.' })
    .addCallback((result) => result.observe(store.waitingWrites()));
  meter
    .createObservableGauge('signalbox.websockets.open', { description: 'Websockets that are open.' })
    .addCallback((result) => result.observe(openWebsockets()));
  meter
    .createObservableGauge('signalbox.flow_runs.open', { description: 'Flow runs that have not ended.' })
    .addCallback(async (result) => {
      for (const { count, ...state } of await countOpenRuns(store.read)) result.observe(count, state);
    });
  const unsubscribe = ownEvents.subscribe((events) => {
    for (const { event } of events) {
      const state_name = enteredState(event);
      if (state_name !== null) states.add(1, { state_name });
    }
  });
  return {
    watch: ({ route, method, status, seconds }) =>
      requests.record(seconds, {
        'http.route': route,
        'http.request.method': method,
        'http.response.status_code': status,
      }),
    stop: unsubscribe,
  };
}
