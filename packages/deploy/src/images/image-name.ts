// deploy: the parts of an image's name.

export const DOCKER_HUB = 'docker.io';

/** The registry of an image: what stands before the first slash, when it can only be a host; else Docker Hub. */
export function registryOf(image_name: string): string {
  const [first = '', ...rest] = image_name.split('/');
  const isHost = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  return isHost ? first : DOCKER_HUB;
}

/** Name and tag of `name:tag`, without a digest; a colon before a slash is a port. */
export function nameAndTag(image: string): { readonly name: string; readonly tag: string | null } {
  const [named = ''] = image.split('@');
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return colon < 0 ? { name: named, tag: null } : { name: named.slice(0, colon), tag: named.slice(colon + 1) };
}

/** A text as part of a tag: letters, digits, `_`, `.` and `-`, at most 128. */
export function tagFrom(text: string): string {
  const tag = text
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 128);
  return tag === '' ? 'latest' : tag;
}
