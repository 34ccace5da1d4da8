// events: a resource with its kind, as a link where there is a page about it.
import { Link } from 'wouter';
import { resourceText } from './resource-link.ts';

export function ResourceName({ resource }: { resource: Readonly<Record<string, string>> }) {
  const { id, kind, name, href } = resourceText(resource);
  const text = name ?? id;
  return (
    <span className="resource">
      {kind !== '' && <span className="resource-kind">{kind}</span>}
      {href === null ? <span>{text}</span> : <Link href={href}>{text}</Link>}
    </span>
  );
}
