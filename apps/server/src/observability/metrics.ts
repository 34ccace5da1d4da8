// server: what Prometheus reads. Loaded only when metrics are on.
import type { Engine } from '@signalbox/engine';
import { countLeases, countOpenRuns } from '@signalbox/store';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Answer } from '../http/manners.ts';
import { enteredState } from './entered-state.ts';
import type { RequestWatch } from './request-watch.ts';

export interface Metrics {
  readonly watch: RequestWatch;
  answer(): Promise<Answer>;
}

export interface MetricsOptions {
  readonly engine: Engine;
  readonly openWebsockets: () => number;
}

const REQUEST_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];
const COMMIT_UNITS = [1, 2, 5, 10, 20, 50, 100];

export function createMetrics({ engine, openWebsockets }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureStore(registry, engine);
  measureRuns(registry, engine);
  const lookAtServices = measureServices(registry, engine);
  new Gauge({
    name: 'signalbox_websockets_open',
    help: 'Websockets that are open.',
    registers: [registry],
    collect() {
      this.set(openWebsockets());
    },
  });
  const requests = new Histogram({
    name: 'signalbox_http_request_duration_seconds',
    help: 'Requests by route, method and status, from their arrival until their answer is ready.',
    labelNames: ['route', 'method', 'status'],
    buckets: REQUEST_SECONDS,
    registers: [registry],
  });
  return {
    watch: ({ route, method, status, seconds }) => requests.observe({ route, method, status }, seconds),
    answer: async () => {
      lookAtServices();
      return { status: 200, body: await registry.metrics(), headers: { 'content-type': registry.contentType } };
    },
  };
}

function measureStore(registry: Registry, { store }: Engine): void {
  const registers = [registry];
  new Gauge({
    name: 'signalbox_write_queue_units',
    help: 'Units of work that wait for the writer.',
    registers,
    collect() {
      this.set(store.waitingWrites());
    },
  });
  const units = new Histogram({
    name: 'signalbox_commit_units',
    help: 'Units of work that shared a commit.',
    buckets: COMMIT_UNITS,
    registers,
  });
  const durations = new Histogram({
    name: 'signalbox_commit_duration_seconds',
    help: 'Commits, from their first statement until they were on the disk.',
    buckets: COMMIT_SECONDS,
    registers,
  });
  store.watchWrites((batch) => {
    units.observe(batch.units);
    durations.observe(batch.seconds);
  });
}

function measureRuns(registry: Registry, { store, ownEvents, clock }: Engine): void {
  const registers = [registry];
  new Gauge({
    name: 'signalbox_flow_runs_open',
    help: 'Flow runs that have not ended, by the type and name of their state; late ones are named Late.',
    labelNames: ['state_type', 'state_name'],
    registers,
    async collect() {
      this.reset();
      for (const { count, ...state } of await countOpenRuns(store.read)) this.set(state, count);
    },
  });
  new Gauge({
    name: 'signalbox_leases',
    help: 'Leases of flow runs and of slots; expired ones wait to be dealt with.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      for (const { count, ...lease } of await countLeases(store.read, clock())) this.set(lease, count);
    },
  });
  const states = new Counter({
    name: 'signalbox_flow_run_states_total',
    help: 'States that flow runs have come into since the server started, by name.',
    labelNames: ['state_name'],
    registers,
  });
  const told = new Counter({
    name: 'signalbox_events_total',
    help: 'Events that were kept since the server started.',
    registers,
  });
  ownEvents.subscribe((committed) => {
    told.inc(committed.length);
    for (const { event } of committed) {
      const state_name = enteredState(event);
      if (state_name !== null) states.inc({ state_name });
    }
  });
}

/** @returns what brings the numbers up to date */
function measureServices(registry: Registry, { services }: Engine): () => void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['service'], registers: [registry] });
  const runs = gauge('signalbox_service_runs', 'Turns of a background service since the server started.');
  const failures = gauge('signalbox_service_failures', 'Turns of a background service that failed.');
  const duration = gauge('signalbox_service_last_duration_seconds', 'How long its last turn took.');
  const ended = gauge('signalbox_service_last_run_timestamp_seconds', 'When its last turn ended.');
  return () => {
    for (const [service, record] of services.all()) {
      runs.set({ service }, record.runs);
      failures.set({ service }, record.failures);
      duration.set({ service }, record.last_duration_seconds);
      if (record.last_run !== null) ended.set({ service }, Date.parse(record.last_run) / 1_000);
    }
  };
}
