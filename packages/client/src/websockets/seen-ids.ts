// client: the ids seen lately, so that what comes twice over a reconnect is given once.

const REMEMBERED = 5000;

/** A predicate that is true for an id at its first sight. */
export function firstSight(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    if (seen.size > REMEMBERED) {
      const [oldest] = seen;
      if (oldest !== undefined) seen.delete(oldest);
    }
    return true;
  };
}
