// deploy: the parts of an image's name.

export const DOCKER_HUB = 'docker.io';

/** The registry of an image: what stands before the first slash, when it can only be a host; else Docker Hub. */
export function registryOf(image_name: string): string {
  const [first = '', ...rest] = image_name.split('/');
  const isHost = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  return isHost ? first : DOCKER_HUB;
}

/** Name and tag of `name:tag`; a colon before a slash is a port. A digest stays with the name's end. */
export function nameAndTag(image: string): {
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
} {
  const [named = '', digest] = image.split('@');
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return {
    name: colon < 0 ? named : named.slice(0, colon),
    tag: colon < 0 ? null : named.slice(colon + 1),
    digest: digest ?? null,
  };
}

/** A text as part of a tag: letters, digits, `_`, `.` and `-`, at most 128. */
export function tagFrom(text: string): string {
  const tag = text
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 128);
  return tag === '' ? 'latest' : tag;
}
