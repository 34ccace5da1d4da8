// sdk: any value as JSON that the wire can carry and a person can read.

/** The value as JSON gives it; what JSON cannot hold becomes a text that names it. */
export function jsonFromValue(value: unknown, above: readonly object[] = []): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function') return `<function ${value.name}>`;
  if (typeof value === 'symbol') return value.toString();
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return null;
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '<circular>';
  const path = [...above, value];
  if ('toJSON' in value && typeof value.toJSON === 'function') return jsonFromValue(value.toJSON(), path);
  if (value instanceof Error) return `<${value.name}: ${value.message}>`;
  if (Array.isArray(value)) return value.map((item) => jsonFromValue(item, path));
  if (value instanceof Set) return Array.from(value, (item) => jsonFromValue(item, path));
  if (ArrayBuffer.isView(value)) return `<${value.constructor.name} of ${value.byteLength} bytes>`;
  const entries = value instanceof Map ? [...value].map(([key, item]) => [String(key), item]) : Object.entries(value);
  return Object.fromEntries(
    entries.filter(([, item]) => item !== undefined).map(([key, item]) => [key, jsonFromValue(item, path)]),
  );
}
