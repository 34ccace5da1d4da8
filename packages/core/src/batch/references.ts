// core: what a call of a batch takes from the answers to earlier ones.
import { ApiError, type BatchAnswer } from '@signalbox/contract';

const REFERENCE = /\{\{\s*calls\.(\d+)\.id\s*\}\}/g;

function idIn(answers: readonly BatchAnswer[], position: number): string {
  const body = answers[position]?.body;
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id;
  throw new ApiError(
    'bad_request',
    `{{ calls.${position}.id }}: ${position < answers.length ? 'the answer to that call has no id' : 'only calls before this one have an answer'}.`,
  );
}

/** The text with each `{{ calls.N.id }}` replaced. @throws ApiError `bad_request` when there is no such id */
export const textWithIds = (text: string, answers: readonly BatchAnswer[]): string =>
  text.replaceAll(REFERENCE, (_, position: string) => idIn(answers, Number(position)));

/** The value with all its texts, at every depth, as `textWithIds` has them; the names of members stay. */
export function valueWithIds(value: unknown, answers: readonly BatchAnswer[]): unknown {
  if (typeof value === 'string') return textWithIds(value, answers);
  if (Array.isArray(value)) return value.map((one) => valueWithIds(one, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, valueWithIds(one, answers)]));
}
