// deploy: which texts must not be seen, and texts without them.
import type { FoundReferences } from '@signalbox/core';

const MASK = '********';

/** Shorter ones would mask what is no secret. */
const SHORTEST = 4;

const isSecretName = (name: string): boolean =>
  /token|password|passwd|secret|private|credential|connection_string|sas|ssh_key|(access|account|api)_?key|service_account/i.test(
    name,
  ) && !/_id$|username/i.test(name);

function* secretTexts(value: unknown, isSecret: boolean): Generator<string> {
  if (typeof value === 'string') {
    if (isSecret) yield value;
  } else if (Array.isArray(value)) {
    for (const entry of value) yield* secretTexts(entry, isSecret);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value)) yield* secretTexts(entry, isSecret || isSecretName(name));
  }
}

/** All that secret blocks hold, and what other blocks and inputs hold under the name of a secret. */
export function secretsOf(inputs: unknown, found: FoundReferences): readonly string[] {
  const blocks = [...(found.blocks ?? [])].flatMap(([key, data]) => [...secretTexts(data, key.startsWith('secret/'))]);
  const documents = [...(found.block_documents?.values() ?? [])].flatMap((data) => [...secretTexts(data, false)]);
  const all = [...blocks, ...documents, ...secretTexts(inputs, false)];
  const shown = all.flatMap((secret) => [secret, encodeURIComponent(secret), ...secret.split('\n')]);
  // The longest first: one that holds another goes as a whole.
  return [...new Set(shown)].filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

export const masked = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
