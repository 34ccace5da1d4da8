// ui: the frame of a page: where we are, its title, what can be done.
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';

interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface PageProps {
  readonly title: string;
  /** In front of the title, for instance a lamp. */
  readonly sign?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, sign, crumbs = [], actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Signalbox`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-header">
        <div className="page-heading">
          {crumbs.length > 0 && (
            <nav className="crumbs" aria-label="Breadcrumb">
              {crumbs.map((crumb) => (
                <Link key={crumb.href} href={crumb.href}>
                  {crumb.label}
                </Link>
              ))}
            </nav>
          )}
          <div className="page-title">
            <h1>{title}</h1>
            {sign}
          </div>
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <div className="section-header">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
