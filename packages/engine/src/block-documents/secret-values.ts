// engine: hiding the secret values of a block document, and keeping those that come back hidden.

/** What stands for a secret value in an answer. */
export const HIDDEN = '********';

type Data = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A missing value is no secret, and a client must see that it is missing. */
const hide = (value: unknown): unknown => (value === null || value === undefined ? value : HIDDEN);

function hideAll(value: unknown): unknown {
  if (!isObject(value)) return hide(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hideAll(member)]));
}

function hideAt(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return hide(value);
  if (first === '*') return hideAll(value);
  if (Array.isArray(value)) return value.map((item) => hideAt(item, path));
  if (!isObject(value) || !Object.hasOwn(value, first)) return value;
  return { ...value, [first]: hideAt(value[first], rest) };
}

/**
 * Puts `********` in place of what a schema's `secret_fields` point at. A path is keys with dots; `*` is everything
 * below, and a list stands for each of its items.
 * @example hideSecrets({ user: 'ada', auth: { token: 't' } }, ['auth.token'])
 */
export function hideSecrets(data: Data, secret_fields: readonly string[]): Record<string, unknown> {
  let hidden: unknown = data;
  for (const path of secret_fields) hidden = hideAt(hidden, path.split('.'));
  // Paths lead into the object: what comes out is one again.
  return hidden as Record<string, unknown>;
}

function keepHidden(incoming: unknown, current: unknown, hidden: unknown): unknown {
  if (incoming === HIDDEN && hidden === HIDDEN) return current;
  if (Array.isArray(incoming) && Array.isArray(current) && Array.isArray(hidden))
    return incoming.map((item, index) => keepHidden(item, current[index], hidden[index]));
  if (!isObject(incoming) || !isObject(current) || !isObject(hidden)) return incoming;
  return Object.fromEntries(
    Object.entries(incoming).map(([key, value]) => [key, keepHidden(value, current[key], hidden[key])]),
  );
}

/** What a client sends back as it was shown, hidden, stays as it is. */
export function keepSecrets(incoming: Data, current: Data, shown: Data): Record<string, unknown> {
  // The incoming object is rebuilt key by key: it is one again.
  return keepHidden(incoming, current, shown) as Record<string, unknown>;
}
