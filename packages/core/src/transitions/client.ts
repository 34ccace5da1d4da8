// core: who asks for a transition, as its headers tell: older clients keep older rules.

/** Major, minor, patch. */
export type Version = readonly [number, number, number];

/** A client as far as the rules care; null where its headers do not tell. */
export interface Client {
  /** Version of the Prefect package, from `User-Agent: prefect/3.8.8 (API 0.8.4)`. */
  readonly package_version: Version | null;
  /** Version of the API, from `X-PREFECT-API-VERSION`. */
  readonly api_version: Version | null;
}

/** A client of which nothing is known, such as the server itself: it gets the newest rules. */
export const UNKNOWN_CLIENT: Client = { package_version: null, api_version: null };

function versionFromText(text: string | undefined): Version | null {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(text ?? '');
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

/** The client that sent these two headers. */
export function clientFromHeaders(user_agent: string | null, api_version: string | null): Client {
  const named = /(?:^|\s)prefect\/(\S+)/.exec(user_agent ?? '');
  return { package_version: versionFromText(named?.[1]), api_version: versionFromText(api_version ?? undefined) };
}

/** Whether a version is known and before another. */
export function isOlderThan(version: Version | null, other: Version): boolean {
  if (version === null) return false;
  const [major, minor, patch] = [version[0] - other[0], version[1] - other[1], version[2] - other[2]];
  return (major || minor || patch) < 0;
}

/** Whether the client knows `retry_type`: it came with version 0.8.4 of the API. */
export function knowsRetryType(client: Client): boolean {
  return !isOlderThan(client.api_version, [0, 8, 4]);
}

/** Whether the client is known to keep the lease of its deployment's slot alive: Prefect does since 3.4.11. */
export function keepsDeploymentLease(client: Client): boolean {
  return client.package_version !== null && !isOlderThan(client.package_version, [3, 4, 11]);
}
