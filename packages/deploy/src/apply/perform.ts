// deploy: carries out calls, all of them or none where the server can.
import { type Client, NotFoundError, ResponseError } from '@signalbox/client';
import { BATCHED_CALLS_AT_MOST, type BatchAnswer } from '@signalbox/contract';
import { textWithIds, valueWithIds } from '@signalbox/core';
import type { Operation } from './operations.ts';

/** For thousands of calls in one transaction. */
const BATCH_TIMEOUT_SECONDS = 300;

/** Calls that a Prefect server gets at once: more of them make it answer "database is locked". */
const AT_ONCE = 8;

/** The server refused a change. */
export class ApplyError extends Error {
  override readonly name = 'ApplyError';
  /** Whether other changes were made. On a Signalbox server none is. */
  readonly is_partly_applied: boolean;

  constructor({ kind, key }: Operation, problem: string, written: number) {
    const rest =
      written === 0
        ? 'Nothing was written.'
        : `${written} calls before it were carried out, for this server has no transactions: apply again when the cause is mended.`;
    super(`The server refused the ${kind} ${key}: ${problem} ${rest}`);
    this.is_partly_applied = written > 0;
  }
}

function detailOf(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('detail' in body)) return JSON.stringify(body);
  return typeof body.detail === 'string' ? body.detail : JSON.stringify(body.detail);
}

/** Null when the server knows no batches. */
async function asBatch(client: Client, operations: readonly Operation[]): Promise<readonly BatchAnswer[] | null> {
  const calls = operations.map(({ call }) => call);
  try {
    const { committed, answers } = await client.batch.run(
      { body: { calls } },
      { timeout_seconds: BATCH_TIMEOUT_SECONDS, retries: 0 },
    );
    const refused = operations[answers.length - 1];
    if (!committed && refused) throw new ApplyError(refused, detailOf(answers.at(-1)?.body), 0);
    return answers;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

async function oneByOne(client: Client, operations: readonly Operation[]): Promise<readonly BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  let written = 0;
  const perform = async (operation: Operation, place: number) => {
    const { method, path, body } = operation.call;
    try {
      const call = { method, path: textWithIds(path, answers), body: valueWithIds(body, answers) };
      answers[place] = { status: 200, body: await client.perform(call) };
      written += 1;
    } catch (error) {
      if (error instanceof ResponseError) throw new ApplyError(operation, error.message, written);
      throw error;
    }
  };
  const stages = [...new Set(operations.map(({ stage }) => stage))].sort((left, right) => left - right);
  for (const stage of stages) {
    const waiting = operations.flatMap((operation, place) =>
      operation.stage === stage ? [[operation, place] as const] : [],
    );
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await perform(...next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  return answers;
}

/**
 * Carries out all operations: on a Signalbox server in one transaction, elsewhere some at a time.
 * @returns the answers, in the order of the operations
 * @throws ApplyError for the first that is refused
 */
export async function performAll(client: Client, operations: readonly Operation[]): Promise<readonly BatchAnswer[]> {
  if (operations.length === 0) return [];
  if (operations.length > BATCHED_CALLS_AT_MOST)
    throw new RangeError(
      `${operations.length} calls are needed, and at most ${BATCHED_CALLS_AT_MOST} are one transaction: apply some deployments at a time, with --name.`,
    );
  return (await asBatch(client, operations)) ?? oneByOne(client, operations);
}
