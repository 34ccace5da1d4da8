// client: a pause that a signal can end.

/** A timer set for longer than this fires at once. */
const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** Resolves after the seconds; rejects with the signal's reason when it aborts first. */
export function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    let timer: ReturnType<typeof setTimeout>;
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const sleep = (left: number) => {
      const now = Math.min(left, LONGEST_TIMER_MILLISECONDS);
      timer = setTimeout(() => {
        if (left > now) sleep(left - now);
        else {
          signal?.removeEventListener('abort', abort);
          resolve();
        }
      }, now);
    };
    signal?.addEventListener('abort', abort, { once: true });
    sleep(seconds * 1000);
  });
}
