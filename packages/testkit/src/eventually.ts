// testkit: waiting for what another task of the same process is about to do.

/** How long a test waits at most, in milliseconds; a slow machine needs seconds, a broken product for ever. */
const PATIENCE_MS = 10_000;
const BETWEEN_LOOKS_MS = 5;

/**
 * Looks until `probe` gives something other than null, undefined or false.
 * @param what named in the failure when it never comes
 */
export async function eventually<T>(what: string, probe: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await probe();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
}
