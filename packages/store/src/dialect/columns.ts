// store: how values that SQL has no common type for lie in a column: JSON as text, truth as 0 and 1.
declare const json: unique symbol;
declare const flag: unique symbol;

/** A column that holds a value of type T as JSON text. */
export type Json<T> = string & { readonly [json]: T };

/** A column that holds true or false as 1 or 0. */
export type Flag = number & { readonly [flag]: true };

type DecodedValue<Value> = Value extends Json<infer T> ? T : Value extends Flag ? boolean : Value;

/** A row as the rest of the code sees it: JSON parsed, flags as booleans. */
export type Decoded<Row> = { [Column in keyof Row]: DecodedValue<Row[Column]> };

type ColumnsOf<Row, Kind> = {
  [Column in keyof Row]: Extract<Row[Column], Kind> extends never ? never : Column;
}[keyof Row] &
  string;

export interface ColumnCodec<Row> {
  /** From values to what is bound; keys that are undefined are left out. */
  encode<Values extends Partial<Decoded<Row>>>(values: Values): { [Column in keyof Values & keyof Row]: Row[Column] };
  /** Decodes the row in place: who reads it must not use its encoded form after. */
  decode(row: Row): Decoded<Row>;
}

/** Most JSON columns are empty most of the time. */
function parsed(text: string): unknown {
  if (text === '{}') return {};
  return text === '[]' ? [] : JSON.parse(text);
}

/** The codec of a table, from the names of its JSON and flag columns. */
export function columnCodec<Row extends object>(kinds: {
  readonly json: readonly ColumnsOf<Row, Json<unknown>>[];
  readonly flags: readonly ColumnsOf<Row, Flag>[];
}): ColumnCodec<Row> {
  return {
    encode: (values) => {
      // A copy keeps V8's fast form of objects, which one that is filled key by key loses.
      const encoded: Record<string, unknown> = { ...values };
      for (const column of kinds.json) {
        const value = encoded[column];
        if (value !== null && value !== undefined) encoded[column] = JSON.stringify(value);
      }
      for (const column of kinds.flags) {
        const value = encoded[column];
        if (value !== null && value !== undefined) encoded[column] = Number(value);
      }
      for (const column in encoded) if (encoded[column] === undefined) delete encoded[column];
      // The edge between values and columns: each has just been given its column's form.
      return encoded as ReturnType<ColumnCodec<Row>['encode']> as never;
    },
    decode: (row) => {
      // The edge between columns and values: each column is given the type that `Decoded` says.
      const decoded = row as Record<string, unknown>;
      for (const column of kinds.json) {
        const text = decoded[column];
        if (typeof text === 'string') decoded[column] = parsed(text);
      }
      for (const column of kinds.flags)
        if (decoded[column] !== null && decoded[column] !== undefined) decoded[column] = Boolean(decoded[column]);
      return decoded as Decoded<Row>;
    },
  };
}
