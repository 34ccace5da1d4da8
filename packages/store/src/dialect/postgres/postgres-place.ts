// store: where a Postgres is, as its URL says it.
import { StorageError } from '../storage-error.ts';

export interface PostgresPlace {
  /** As `pg` takes it. */
  readonly url: string;
  /** All tables lie in it, so that the database may be shared with others, also with Prefect's own tables. */
  readonly schema: string;
  /** Host and database, for messages: never the password. */
  readonly name: string;
}

const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Reads a database URL, also one with the driver that SQLAlchemy wants in it (`postgresql+asyncpg://`).
 * @throws StorageError of kind `unopenable` that says what is wrong, without the password
 */
export function postgresPlace(text: string, schema = 'signalbox'): PostgresPlace {
  const wrong = (what: string) =>
    new StorageError('unopenable', `The database URL ${what}; write postgresql://user:password@host:5432/database.`);
  if (!URL.canParse(text)) throw wrong('cannot be read');
  const url = new URL(text);
  if (!/^postgres(ql)?(\+\w+)?:$/.test(url.protocol)) throw wrong(`begins with ${url.protocol}//`);
  if (!SCHEMA_NAME.test(schema))
    throw new StorageError('unopenable', `'${schema}' cannot be a schema: use letters, digits and _.`);
  return {
    url: text.replace(/^[^:]+:/, 'postgresql:'),
    schema,
    name: `${url.hostname || 'localhost'}:${url.port || '5432'}${url.pathname}`,
  };
}
