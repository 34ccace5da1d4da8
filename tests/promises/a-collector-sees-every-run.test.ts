// tests: what a server sends to an OpenTelemetry collector: a strict one, which takes nothing but OTLP in JSON.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { serverLog, startServer } from '@signalbox/server';
import { openHouse } from '@signalbox/testkit';
import { z } from 'zod';

const Value = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ intValue: z.union([z.int(), z.string().regex(/^-?\d+$/)]) }),
  z.strictObject({ doubleValue: z.number() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ arrayValue: z.unknown() }),
]);
const Attributes = z.array(z.strictObject({ key: z.string().min(1), value: Value }));
const Resource = z.strictObject({ attributes: Attributes, droppedAttributesCount: z.int() });
const Scope = z.strictObject({ name: z.string(), version: z.string().optional() });
const Nanoseconds = z.string().regex(/^\d{19}$/);
const TraceId = z.string().regex(/^[0-9a-f]{32}$/);
const SpanId = z.string().regex(/^[0-9a-f]{16}$/);

const Span = z.strictObject({
  traceId: TraceId,
  spanId: SpanId,
  parentSpanId: SpanId.optional(),
  traceState: z.string().optional(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: Nanoseconds,
  endTimeUnixNano: Nanoseconds,
  attributes: Attributes,
  droppedAttributesCount: z.int(),
  events: z.array(z.never()),
  droppedEventsCount: z.int(),
  status: z.strictObject({ code: z.int().min(0).max(2), message: z.string().optional() }),
  links: z.array(
    z.strictObject({
      traceId: TraceId,
      spanId: SpanId,
      attributes: Attributes,
      droppedAttributesCount: z.int(),
      flags: z.int().optional(),
      traceState: z.string().optional(),
    }),
  ),
  droppedLinksCount: z.int(),
  flags: z.int().optional(),
});
type Span = z.output<typeof Span>;

const Traces = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: Resource,
      scopeSpans: z.array(z.strictObject({ scope: Scope, spans: z.array(Span) })),
    }),
  ),
});
const Metric = z.looseObject({ name: z.string().min(1), unit: z.string(), description: z.string() });
const Metrics = z.strictObject({
  resourceMetrics: z.array(
    z.strictObject({
      resource: Resource,
      scopeMetrics: z.array(z.strictObject({ scope: Scope, metrics: z.array(Metric) })),
    }),
  ),
});

async function openCollector() {
  const spans: Span[] = [];
  const resources: z.output<typeof Resource>[] = [];
  const metrics: z.output<typeof Metric>[] = [];
  const refused: unknown[] = [];
  const take = async (request: IncomingMessage) => {
    const chunks: Buffer[] = await request.toArray();
    assert.equal(request.method, 'POST');
    assert.equal(request.headers['content-type'], 'application/json');
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (request.url === '/v1/traces') {
      for (const { resource, scopeSpans } of Traces.parse(body).resourceSpans) {
        resources.push(resource);
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      }
      return;
    }
    assert.equal(request.url, '/v1/metrics');
    for (const { scopeMetrics } of Metrics.parse(body).resourceMetrics)
      metrics.push(...scopeMetrics.flatMap((scope) => scope.metrics));
  };
  const server = createServer((request, response) => {
    take(request).then(
      () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      (error: unknown) => {
        refused.push(error);
        response.writeHead(400).end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    spans,
    resources,
    metrics,
    refused,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const attributeOf = ({ attributes }: Pick<Span, 'attributes'>, name: string): unknown =>
  Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];

const CALLER = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };
const RUN = { trace: '11111111111111111111111111111111', span: '2222222222222222' };
const STEP = { trace: RUN.trace, span: '3333333333333333' };
const traceparent = ({ trace, span }: typeof CALLER) => `00-${trace}-${span}-01`;

test('a request continues the trace of its caller, and the states that it causes are below it', async () => {
  await using collector = await openCollector();
  {
    await using house = await openHouse({ otlp_endpoint: collector.endpoint });
    const flow = await house.client.flows.create({ body: { name: 'traced' } });
    const response = await fetch(`${house.api_url}/flow_runs/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: traceparent(CALLER), 'x-request-id': 'mine' },
      body: JSON.stringify({ flow_id: flow.id, state: { type: 'FAILED', message: 'no luck' } }),
    });
    assert.equal(response.status, 201);
    await fetch(`${house.url}/graphql?query={flows{id}}`);
  }
  assert.deepEqual(collector.refused, []);
  const { spans } = collector;
  const request = spans.find(({ name }) => name === 'POST flow_runs.create');
  assert.ok(request);
  assert.equal(request.kind, 2);
  assert.equal(request.traceId, CALLER.trace);
  assert.equal(request.parentSpanId, CALLER.span);
  assert.equal(attributeOf(request, 'http.route'), 'flow_runs.create');
  assert.equal(attributeOf(request, 'signalbox.request_id'), 'mine');
  assert.ok(BigInt(request.endTimeUnixNano) >= BigInt(request.startTimeUnixNano));
  const state = spans.find(({ name }) => name === 'flow_run Failed');
  assert.ok(state);
  assert.equal(state.traceId, CALLER.trace);
  assert.equal(state.parentSpanId, request.spanId);
  assert.deepEqual(state.status, { code: 2, message: 'no luck' });
  const untraced = spans.find(({ name }) => name === 'POST flows.create');
  assert.ok(untraced && untraced.parentSpanId === undefined);
  assert.ok(spans.some(({ name }) => name === 'GET graphql'));
  assert.equal(attributeOf(collector.resources[0] ?? { attributes: [] }, 'service.name'), 'signalbox');
});

test('a run that brings a trace of its own keeps it, and its states are told there', async () => {
  await using collector = await openCollector();
  {
    await using house = await openHouse({ otlp_endpoint: collector.endpoint });
    const flow = await house.client.flows.create({ body: { name: 'traced' } });
    const deployment = await house.client.deployments.create({ body: { name: 'nightly', flow_id: flow.id } });
    const run = await house.client.deployments.create_flow_run({
      params: { id: deployment.id },
      body: { labels: { __OTEL_TRACEPARENT: traceparent(RUN) } },
    });
    assert.equal(run.labels?.__OTEL_TRACEPARENT, traceparent(RUN));
    const read = await house.client.flow_runs.read({ params: { id: run.id } });
    assert.equal(read.labels?.__OTEL_TRACEPARENT, traceparent(RUN), 'whoever executes the run goes on from it');
    const state_details = { traceparent: traceparent(STEP) };
    const state = { type: 'PENDING', state_details } as const;
    await house.client.flow_runs.set_state({ params: { id: run.id }, body: { state } });
  }
  assert.deepEqual(collector.refused, []);
  const state = collector.spans.find(({ name }) => name === 'flow_run Scheduled');
  const request = collector.spans.find(({ name }) => name === 'POST deployments.create_flow_run');
  assert.ok(state && request);
  assert.equal(state.traceId, RUN.trace);
  assert.equal(state.parentSpanId, RUN.span);
  assert.deepEqual(
    state.links.map(({ spanId }) => spanId),
    [request.spanId],
  );
  const step = collector.spans.find(({ name }) => name === 'flow_run Pending');
  assert.equal(step?.traceId, STEP.trace);
  assert.equal(step?.parentSpanId, STEP.span, 'a state that names its span lies below that one');
});

test('metrics are sent with the names that OpenTelemetry gives them', async () => {
  await using collector = await openCollector();
  {
    await using house = await openHouse({ otlp_endpoint: collector.endpoint });
    const flow = await house.client.flows.create({ body: { name: 'measured' } });
    await house.client.flow_runs.create({ body: { flow_id: flow.id, state: { type: 'PENDING' } } });
  }
  assert.deepEqual(collector.refused, []);
  const names = collector.metrics.map(({ name }) => name);
  const expected = ['http.server.request.duration', 'signalbox.flow_run.states', 'signalbox.flow_runs.open'];
  for (const name of [...expected, 'signalbox.write_queue.units', 'signalbox.websockets.open'])
    assert.ok(names.includes(name), `${name} is missing in ${names}`);
});

test('a collector that is away harms nothing, and is told of once', async () => {
  const warnings: string[] = [];
  await using collector = await openCollector();
  const { endpoint } = collector;
  await collector[Symbol.asyncDispose]();
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-collector-'));
  try {
    const log = serverLog({ write: (line) => warnings.push(line) });
    const server = await startServer({ database_path: join(folder, 'test.db'), port: 0, log, otlp_endpoint: endpoint });
    assert.equal((await fetch(`${server.api_url}/health`)).status, 200);
    await server.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /could not be sent to http:\/\/127\.0\.0\.1:\d+: .*Is a collector there\?/);
});
