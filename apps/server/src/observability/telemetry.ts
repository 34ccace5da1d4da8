// server: traces and metrics for a collector, by OTLP over HTTP. Loaded only when an endpoint is told.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { type Context, defaultTextMapGetter, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Engine } from '@signalbox/engine';
import { version } from '../version.ts';
import { measure } from './otlp-metrics.ts';
import type { RequestWatch } from './request-watch.ts';
import { traceRuns } from './run-spans.ts';

export interface Telemetry {
  /** Answers the request within a span, which continues the trace that the caller's `traceparent` names. */
  traced<Answer>(request: IncomingMessage, answer: () => Promise<Answer>): Promise<Answer>;
  readonly watch: RequestWatch;
  /** Sends what was gathered. Never fails: a collector that is away is told of in the log. */
  close(): Promise<void>;
}

export interface TelemetryOptions {
  readonly engine: Engine;
  /** The base address of a collector, for instance `http://localhost:4318`; `/v1/traces` and `/v1/metrics` are below it. */
  readonly endpoint: string;
  readonly openWebsockets: () => number;
  readonly warn: (message: string) => void;
}

/** A collector that is away is told of at most so often. */
const WARNING_INTERVAL_MS = 60_000;
/** A server that stops waits no longer for the collector. */
const EXPORT_TIMEOUT_MS = 5_000;

const propagator = new W3CTraceContextPropagator();

export function openTelemetry({ engine, endpoint, openWebsockets, warn }: TelemetryOptions): Telemetry {
  const unsent = occasional(warn, endpoint);
  setGlobalErrorHandler(unsent);
  const base = endpoint.replace(/\/+$/, '');
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'signalbox', 'service.version': version }))
    .merge(detectResources({ detectors: [envDetector] }));
  const traces = new OTLPTraceExporter({ url: `${base}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT_MS });
  const tracers = new TracerProvider({ resource, spanProcessors: [new BatchSpanProcessor({ exporter: traces })] });
  const exporter = new OTLPMetricExporter({ url: `${base}/v1/metrics`, timeoutMillis: EXPORT_TIMEOUT_MS });
  const readers = [new PeriodicExportingMetricReader({ exporter, exportTimeoutMillis: EXPORT_TIMEOUT_MS })];
  const meters = new MeterProvider({ resource, readers });
  const tracer = tracers.getTracer('signalbox', version);
  const active = new AsyncLocalStorage<Context>();
  const runs = traceRuns({ engine, tracer, propagator, current: () => active.getStore() ?? ROOT_CONTEXT });
  const metrics = measure(meters.getMeter('signalbox', version), engine, openWebsockets);
  return {
    traced: (request, answer) => {
      const parent = propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
      const span = tracer.startSpan(request.method ?? 'HTTP', { kind: SpanKind.SERVER }, parent);
      return active.run(trace.setSpan(parent, span), () => answer().finally(() => span.end()));
    },
    watch: (answered) => {
      metrics.watch(answered);
      const span = trace.getSpan(active.getStore() ?? ROOT_CONTEXT);
      if (!span) return;
      const { route, method, status, request_id } = answered;
      span.updateName(`${method} ${route}`);
      span.setAttributes({
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
        'signalbox.request_id': request_id,
      });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    },
    close: async () => {
      metrics.stop();
      await runs.close();
      const ends = await Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
      for (const end of ends) if (end.status === 'rejected') unsent(end.reason);
    },
  };
}

const notSent = (endpoint: string, error: unknown): string =>
  `Traces or metrics could not be sent to ${originOf(endpoint)}: ${error instanceof Error ? error.message : String(error)}. Is a collector there?`;

/** Without credentials that the address may hold. */
const originOf = (endpoint: string): string => (URL.canParse(endpoint) ? new URL(endpoint).origin : 'its endpoint');

function occasional(warn: (message: string) => void, endpoint: string): (error: unknown) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (error) => {
    const time = performance.now();
    if (time - last < WARNING_INTERVAL_MS) return;
    last = time;
    warn(notSent(endpoint, error));
  };
}
