// testkit: waiting for what another task of the same process is about to do.

/** How long a test waits unless it says otherwise, in milliseconds; a slow machine needs seconds, a broken product for ever. */
const PATIENCE_MS = 10_000;
const BETWEEN_LOOKS_MS = 5;

/**
 * Looks until `probe` gives something other than null, undefined or false.
 * @param what named in the failure when it never comes
 * @param patience_ms milliseconds; longer for what other programs do
 */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false>,
  patience_ms: number = PATIENCE_MS,
): Promise<T> {
  const deadline = performance.now() + patience_ms;
  const pause_ms = patience_ms > PATIENCE_MS ? 100 : BETWEEN_LOOKS_MS;
  for (;;) {
    const found = await probe();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${patience_ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, pause_ms));
  }
}
