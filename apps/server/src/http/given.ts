// server: what of a body the caller wrote, where a default would change what is there.

/**
 * The members of a parsed body that the caller wrote, without those that a default filled in.
 * @param body_text the body as it arrived
 */
export function givenMembers<Body extends object>(body: Body, body_text: string): Partial<Body> {
  const written: unknown = body_text === '' ? null : JSON.parse(body_text);
  if (typeof written !== 'object' || written === null) return {};
  // The edge: Object.fromEntries forgets the names that the filter keeps.
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(written, name))) as Partial<Body>;
}
