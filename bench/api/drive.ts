// bench: lets clients ask as fast as they are answered, for a while, and counts.
import { type Call, type Connection, openConnection } from './connection.ts';
import type { Measure } from './measures.ts';
import type { Yard } from './yard.ts';

/** Of the time of a measurement, in front and not counted: caches fill and code warms up. */
const WARM_UP_SHARE = 0.25;

export interface Result {
  readonly server: string;
  readonly measure: string;
  readonly clients: number;
  /** Good answers per second. */
  readonly per_second: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  /** How many answers had which status; `refused` did not do what was asked, `broken` ended without an answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answers that were not good. */
  readonly errors: number;
}

interface Sample {
  readonly ended: number;
  readonly milliseconds: number;
  readonly outcome: string;
}

const isGood = (outcome: string): boolean => /^2\d\d$/.test(outcome);

async function sample(connection: Connection, measure: Measure, calls: Iterator<Call, never>): Promise<Sample> {
  const call = calls.next().value;
  const started = performance.now();
  let outcome: string;
  try {
    const answer = await connection.send(call);
    const refused = answer.status < 300 && measure.succeeded !== undefined && !measure.succeeded(answer);
    outcome = refused ? 'refused' : String(answer.status);
  } catch {
    outcome = 'broken';
  }
  const ended = performance.now();
  return { ended, milliseconds: ended - started, outcome };
}

async function runClient(
  api_url: string,
  measure: Measure,
  calls: Iterator<Call, never>,
  until: number,
): Promise<Sample[]> {
  using connection = openConnection(api_url);
  const samples: Sample[] = [];
  // A client asks at least once, however short the time is.
  do samples.push(await sample(connection, measure, calls));
  while (performance.now() < until);
  return samples;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export interface DriveOptions {
  readonly server: string;
  readonly api_url: string;
  readonly measure: Measure;
  readonly yard: Yard;
  readonly clients: number;
  readonly seconds: number;
}

export async function drive({ server, api_url, measure, yard, clients, seconds }: DriveOptions): Promise<Result> {
  const started = performance.now();
  const counted_from = started + seconds * 1_000 * WARM_UP_SHARE;
  const until = started + seconds * 1_000;
  const running = Array.from({ length: clients }, (_, client) =>
    runClient(api_url, measure, measure.calls(yard, client), until),
  );
  const samples = (await Promise.all(running)).flat();
  const ended = samples.reduce((latest, sample) => Math.max(latest, sample.ended), until);
  const answers: Record<string, number> = {};
  for (const { outcome } of samples) answers[outcome] = (answers[outcome] ?? 0) + 1;
  const good = samples.filter(({ outcome, ended: at }) => isGood(outcome) && at >= counted_from);
  const times = good.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  return {
    server,
    measure: measure.name,
    clients,
    per_second: (good.length * 1_000) / (ended - counted_from),
    p50_ms: quantile(times, 0.5),
    p95_ms: quantile(times, 0.95),
    p99_ms: quantile(times, 0.99),
    answers,
    errors: samples.filter(({ outcome }) => !isGood(outcome)).length,
  };
}
