// engine: the one spelling of JSON that checksums are taken of: the one that Python's json.dumps gives.

/** A number as it was written: 1.0 is a float to Python, 1 is not, and JavaScript cannot tell them apart. */
class WrittenNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Python writes floats below this exponent, or from the other one on, with an exponent. */
const SMALLEST_PLAIN_EXPONENT = -4;
const FIRST_BIG_EXPONENT = 16;

function pythonFloat(value: number): string {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < SMALLEST_PLAIN_EXPONENT || exponent >= FIRST_BIG_EXPONENT) {
    const sign = exponent < 0 ? '-' : '+';
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain = Object.is(value, -0) ? '-0' : String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

const numberText = ({ source }: WrittenNumber): string =>
  /[.eE]/.test(source) ? pythonFloat(Number(source)) : source === '-0' ? '0' : source;

const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(/[\u007f-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });

function dump(value: unknown): string {
  if (value instanceof WrittenNumber) return numberText(value);
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(dump).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).sort(([left], [right]) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  return `{${members.map(([key, member]) => `${quoted(key)}: ${dump(member)}`).join(', ')}}`;
}

/** A JSON text with its numbers as they were written; anything else is what JSON.parse makes of it. */
export function parseAsWritten(text: string): unknown {
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? new WrittenNumber(context?.source ?? String(value)) : value;
  return JSON.parse(text, keep);
}

/** Sorted keys, `", "` and `": "` between them, ASCII only: byte for byte what Python writes. */
export const canonicalJson = (value: unknown): string => dump(value);
