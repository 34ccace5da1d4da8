// server: several changes in one transaction.
import type { BatchAnswer, BatchCall } from '@signalbox/contract';
import { textWithIds, valueWithIds } from '@signalbox/core';
import { writeTogether } from '@signalbox/engine';
import type { HandlersOf, RequestContext } from '../http/handler.ts';
import { type Answer, answerFromError } from '../http/manners.ts';

/** Thrown to undo what the calls before the refused one wrote. */
class CallRefusedError extends Error {
  override readonly name = 'CallRefusedError';
  readonly answers: readonly BatchAnswer[];

  constructor(answers: readonly BatchAnswer[]) {
    super(`call ${answers.length - 1} of a batch was refused`);
    this.answers = answers;
  }
}

/** A reference to what is not there is refused as the call itself may be. */
async function withIds(
  given: readonly BatchAnswer[],
  { method, path, body }: BatchCall,
  answer: (call: BatchCall) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer({ method, path: textWithIds(path, given), body: valueWithIds(body, given) });
  } catch (error) {
    const refusal = answerFromError(error);
    if (refusal) return refusal;
    throw error;
  }
}

/** @param answer answers one call, or throws its refusal */
export const batchHandlers = (
  answer: (call: BatchCall, context: RequestContext) => Promise<Answer>,
): HandlersOf<'batch'> => ({
  run: async ({ body: { calls } }, context) => {
    try {
      const answers = await writeTogether(context.engine, async (engine) => {
        const given: BatchAnswer[] = [];
        for (const { method, path, body } of calls) {
          const { status, body: answered } = await withIds(given, { method, path, body }, (call) =>
            answer(call, { ...context, engine }),
          );
          given.push({ status, body: answered });
          if (status >= 400) throw new CallRefusedError(given);
        }
        return given;
      });
      return { status: 200, body: { committed: true, answers } };
    } catch (error) {
      if (!(error instanceof CallRefusedError)) throw error;
      return { status: 200, body: { committed: false, answers: [...error.answers] } };
    }
  },
});
