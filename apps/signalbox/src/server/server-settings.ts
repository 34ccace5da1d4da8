// signalbox: what a server can be told, by an option or by the environment; secrets by the environment only.
import type { PushOptions, ServerOptions } from '@signalbox/server';
import { UsageError } from '../command-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;
/** Options as commander gives them: `--tls-cert` as `tlsCert`. */
export type Flags = Readonly<Record<string, unknown>>;

interface ServerSetting {
  /** Its variables; the first that is set counts. Those of Prefect are taken where the meaning is the same. */
  readonly variables: readonly [string, ...string[]];
  /** As commander declares it; secrets have none, as everyone on the machine sees the words of a command. */
  readonly option?: string;
  readonly description: string;
}

export const SERVER_SETTINGS = {
  database_url: {
    variables: [
      'SIGNALBOX_DATABASE_URL',
      'PREFECT_SERVER_DATABASE_CONNECTION_URL',
      'PREFECT_API_DATABASE_CONNECTION_URL',
    ],
    description: 'a Postgres instead of the file, postgresql://user:password@host:5432/database; servers may share it',
  },
  database_schema: {
    variables: ['SIGNALBOX_DATABASE_SCHEMA'],
    description: 'where its tables lie in that Postgres; by default signalbox',
  },
  auth_string: {
    variables: ['SIGNALBOX_SERVER_AUTH_STRING', 'PREFECT_SERVER_API_AUTH_STRING'],
    description: 'user:password that everyone must give',
  },
  api_key: { variables: ['SIGNALBOX_SERVER_API_KEY'], description: 'a key that is taken as Authorization: Bearer' },
  encryption_key: {
    variables: ['SIGNALBOX_ENCRYPTION_KEY'],
    description: 'encrypts the secrets in blocks; by default the file encryption.key beside the database',
  },
  csrf_protection: {
    variables: ['SIGNALBOX_SERVER_CSRF_PROTECTION', 'PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED'],
    option: '--csrf-protection',
    description: 'wants a CSRF token with each change, as a Prefect server does when told so',
  },
  allow_unauthenticated: {
    variables: ['SIGNALBOX_SERVER_ALLOW_UNAUTHENTICATED'],
    option: '--allow-unauthenticated',
    description: 'lets everyone in who reaches the host, without credentials',
  },
  tls_cert: {
    variables: ['SIGNALBOX_SERVER_TLS_CERT'],
    option: '--tls-cert <file>',
    description: 'serves https with this certificate (PEM)',
  },
  tls_key: {
    variables: ['SIGNALBOX_SERVER_TLS_KEY'],
    option: '--tls-key <file>',
    description: 'the private key of the certificate (PEM)',
  },
  metrics: {
    variables: ['SIGNALBOX_SERVER_METRICS', 'PREFECT_SERVER_METRICS_ENABLED'],
    option: '--metrics',
    description: 'answers /api/metrics for Prometheus',
  },
  otlp_endpoint: {
    variables: ['SIGNALBOX_SERVER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    option: '--otlp-endpoint <url>',
    description: 'sends traces and metrics to this OpenTelemetry collector, for instance http://localhost:4318',
  },
  ui_url: {
    variables: ['SIGNALBOX_UI_URL', 'PREFECT_UI_URL'],
    option: '--ui-url <url>',
    description: 'where people find the dashboard, for the links in notifications; by default where the server listens',
  },
  log_level: {
    variables: ['SIGNALBOX_SERVER_LOG_LEVEL', 'PREFECT_SERVER_LOGGING_LEVEL'],
    option: '--log-level <level>',
    description: 'error, warning (default), info (tells each request) or debug',
  },
  log_format: {
    variables: ['SIGNALBOX_SERVER_LOG_FORMAT'],
    option: '--log-format <format>',
    description: 'text (default) or json, a line each',
  },
  event_retention_days: {
    variables: ['SIGNALBOX_SERVER_EVENT_RETENTION_DAYS'],
    option: '--event-retention-days <days>',
    description: 'days after which events are deleted; by default 7, 0 keeps them',
  },
  log_retention_days: {
    variables: ['SIGNALBOX_SERVER_LOG_RETENTION_DAYS'],
    option: '--log-retention-days <days>',
    description: 'days after which logs are deleted; by default they are kept',
  },
  push: {
    variables: ['SIGNALBOX_PUSH'],
    option: '--push <yes>',
    description: 'whether it submits the runs of push work pools; false leaves them to other servers (default: true)',
  },
  push_api_url: {
    variables: ['SIGNALBOX_PUSH_API_URL'],
    option: '--push-api-url <url>',
    description:
      "the API's address for runs of push work pools; containers and clouds need one that leads here from there",
  },
  push_processes: {
    variables: ['SIGNALBOX_PUSH_PROCESSES'],
    option: '--push-processes',
    description: 'serves process:push: who may create deployments may then run commands on this machine',
  },
  push_submissions: {
    variables: ['SIGNALBOX_PUSH_SUBMISSIONS'],
    option: '--push-submissions <n>',
    description: 'the most submissions of push work pools at one time; by default 20',
  },
  disabled_services: {
    variables: ['SIGNALBOX_SERVER_DISABLED_SERVICES'],
    description: 'background services that this server leaves to others, with commas between',
  },
} as const satisfies Readonly<Record<string, ServerSetting>>;

type SettingName = keyof typeof SERVER_SETTINGS;

const settings: Readonly<Record<SettingName, ServerSetting>> = SERVER_SETTINGS;

/** What the settings make of a server, besides its host, port and file. */
export type ToldSettings = Pick<
  ServerOptions,
  | 'database_url'
  | 'database_schema'
  | 'auth_string'
  | 'api_key'
  | 'encryption_key'
  | 'csrf_expires_after_seconds'
  | 'allow_unauthenticated'
  | 'tls'
  | 'metrics'
  | 'otlp_endpoint'
  | 'log'
  | 'push'
  | 'settings'
>;

/** An hour, as a Prefect server's. */
const CSRF_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/**
 * Reads them all.
 * @throws UsageError that names the variable or option whose value cannot be used
 */
export async function serverSettings(flags: Flags, environment: Environment = process.env): Promise<ToldSettings> {
  const { serverLog, LOG_LEVELS, LOG_FORMATS, SERVICE_NAMES } = await import('@signalbox/server');
  const told = (name: SettingName): Told => toldAs(name, flags, environment);
  const database_url = postgresUrl(told('database_url'));
  const database_schema = told('database_schema').value;
  const level = oneOf(told('log_level'), LOG_LEVELS);
  const format = oneOf(told('log_format'), LOG_FORMATS);
  const ui_url = webAddress(told('ui_url'));
  const event_retention_seconds = retention(told('event_retention_days'));
  const log_retention_seconds = retention(told('log_retention_days'));
  const disabled_services = namesFrom(told('disabled_services'), SERVICE_NAMES);
  return {
    database_url,
    ...(database_schema !== undefined && { database_schema }),
    auth_string: told('auth_string').value ?? null,
    api_key: told('api_key').value ?? null,
    encryption_key: told('encryption_key').value ?? null,
    csrf_expires_after_seconds: truth(told('csrf_protection')) ? CSRF_SECONDS : null,
    allow_unauthenticated: truth(told('allow_unauthenticated')),
    tls: tlsFiles(told('tls_cert'), told('tls_key')),
    metrics: truth(told('metrics')),
    // As the specification of OpenTelemetry has it: whatever else is told, nothing is sent.
    otlp_endpoint: environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true' ? null : webAddress(told('otlp_endpoint')),
    push: pushFrom(told),
    log: serverLog({ ...(level && { level }), ...(format && { format }) }),
    settings: {
      ...(ui_url !== null && { ui_url }),
      ...(event_retention_seconds !== undefined && { event_retention_seconds }),
      ...(log_retention_seconds !== undefined && { log_retention_seconds }),
      ...(disabled_services && { disabled_services }),
    },
  };
}

function pushFrom(told: (name: SettingName) => Told): PushOptions {
  const enabled = told('push');
  const submissions = told('push_submissions');
  const concurrent_submissions = submissions.value === undefined ? undefined : Number(submissions.value);
  if (concurrent_submissions !== undefined && !(Number.isInteger(concurrent_submissions) && concurrent_submissions > 0))
    throw new UsageError(`${submissions.by} takes a whole number from 1 on, not ${submissions.value}.`);
  return {
    enabled: enabled.value === undefined || truth(enabled),
    api_url: webAddress(told('push_api_url')),
    processes: truth(told('push_processes')),
    ...(concurrent_submissions !== undefined && { concurrent_submissions }),
  };
}

/** A value and the name by which it was told, for messages: never the value of a secret. */
interface Told {
  readonly by: string;
  readonly value: string | undefined;
}

function toldAs(name: SettingName, flags: Flags, environment: Environment): Told {
  const { variables, option } = settings[name];
  if (option !== undefined) {
    const [word = ''] = option.split(' ');
    const flag = flags[word.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    if (flag !== undefined) return { by: word, value: String(flag) };
  }
  const variable = variables.find((each) => environment[each]);
  return { by: variable ?? variables[0], value: variable && environment[variable] };
}

function truth({ by, value }: Told): boolean {
  if (value === undefined || /^(false|0|no|off)$/i.test(value)) return false;
  if (/^(true|1|yes|on)$/i.test(value)) return true;
  throw new UsageError(`${by} takes true or false, not ${value}.`);
}

function oneOf<Word extends string>({ by, value }: Told, words: readonly Word[]): Word | undefined {
  const word = words.find((each) => each === value?.toLowerCase());
  if (value !== undefined && word === undefined) throw new UsageError(`${by} takes ${words.join(', ')}, not ${value}.`);
  return word;
}

function webAddress({ by, value }: Told): string | null {
  if (value === undefined || (URL.canParse(value) && /^https?:/.test(value))) return value ?? null;
  throw new UsageError(`${by} takes an address that begins with http:// or https://.`);
}

/** Undefined where nothing was told, null where all is to be kept. */
function retention({ by, value }: Told): number | null | undefined {
  if (value === undefined) return undefined;
  const days = Number(value);
  if (!(days >= 0)) throw new UsageError(`${by} takes a number of days, not ${value}.`);
  return days === 0 ? null : days * DAY_SECONDS;
}

function namesFrom({ by, value }: Told, known: readonly string[]): string[] | undefined {
  const names = value?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`${by} names ${unknown}; there are ${known.join(', ')}.`);
  return names;
}

function tlsFiles(cert: Told, key: Told): ServerOptions['tls'] {
  if (cert.value === undefined && key.value === undefined) return null;
  if (cert.value === undefined || key.value === undefined)
    throw new UsageError(`${cert.by} and ${key.by} go together: one of them is missing.`);
  return { cert_file: cert.value, key_file: key.value };
}

/** A SQLite that Prefect's variable names is Prefect's own and has other tables: it is left alone. */
function postgresUrl({ by, value }: Told): string | null {
  if (value === undefined || /^postgres/.test(value)) return value ?? null;
  if (by.startsWith('PREFECT_')) return null;
  throw new UsageError(`${by} takes the URL of a Postgres; the SQLite file is named with --database.`);
}
