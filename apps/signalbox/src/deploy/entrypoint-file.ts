// signalbox: the file of an entrypoint.

/** `flows/etl.ts` of `flows/etl.ts:etl`. */
export function entrypointFile(entrypoint: string): string {
  const colon = entrypoint.lastIndexOf(':');
  return colon < 0 ? entrypoint : entrypoint.slice(0, colon);
}
