// artifacts: a table artifact's data, in any of the shapes that SDKs write, as columns and rows.

export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fromRecords(records: readonly Readonly<Record<string, unknown>>[]): TableData {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return { columns, rows: records.map((record) => columns.map((column) => record[column])) };
}

function fromLists(lists: readonly (readonly unknown[])[]): TableData {
  const width = Math.max(0, ...lists.map((list) => list.length));
  return { columns: Array.from({ length: width }, (_, index) => String(index + 1)), rows: lists };
}

function fromColumns(columns: Readonly<Record<string, readonly unknown[]>>): TableData {
  const names = Object.keys(columns);
  const length = Math.max(0, ...Object.values(columns).map((values) => values.length));
  return {
    columns: names,
    rows: Array.from({ length }, (_, index) => names.map((name) => columns[name]?.[index])),
  };
}

const isRecordOfLists = (value: unknown): value is Readonly<Record<string, readonly unknown[]>> =>
  isRecord(value) && Object.values(value).every(Array.isArray);

/** Takes a list of records, a list of lists, or a record of columns, also as JSON text. Null for anything else. */
export function tableFromData(data: unknown): TableData | null {
  if (typeof data === 'string') {
    try {
      const parsed: unknown = JSON.parse(data);
      return typeof parsed === 'string' ? null : tableFromData(parsed);
    } catch {
      return null;
    }
  }
  if (Array.isArray(data)) {
    if (data.every(isRecord)) return fromRecords(data);
    return data.every(Array.isArray) ? fromLists(data) : null;
  }
  return isRecordOfLists(data) ? fromColumns(data) : null;
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
