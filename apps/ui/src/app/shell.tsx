// app: the navigation beside every page.
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { credentials, signOut } from '../api/index.ts';
import { useLive } from '../live/index.ts';
import { Lamp } from '../ui/lamp.tsx';
import type { Aspect } from '../ui/state-aspect.ts';
import { ThemeSwitch } from './theme-switch.tsx';

type Place = readonly [href: string, label: string];

const WORK: readonly Place[] = [
  ['/', 'Overview'],
  ['/flow-runs', 'Runs'],
  ['/flows', 'Flows'],
  ['/deployments', 'Deployments'],
  ['/work-pools', 'Work pools'],
  ['/artifacts', 'Artifacts'],
  ['/events', 'Events'],
  ['/automations', 'Automations'],
];

const SETTINGS: readonly Place[] = [
  ['/variables', 'Variables'],
  ['/blocks', 'Blocks'],
  ['/concurrency-limits', 'Concurrency limits'],
];

const isCurrent = (href: string, location: string): boolean =>
  href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`);

function Places({ label, places }: { label: string; places: readonly Place[] }) {
  const [location] = useLocation();
  return (
    <nav className="cabinet-nav" aria-label={label}>
      {places.map(([href, text]) => (
        <Link key={href} href={href} aria-current={isCurrent(href, location) ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  );
}

const LIVE: Aspect = { tone: 'green', shape: 'disc', moving: false };
const BROKEN: Aspect = { tone: 'red', shape: 'cross', moving: false };
const CONNECTING: Aspect = { tone: 'grey', shape: 'ring', moving: true };

function LiveStatus() {
  const live = useLive();
  if (live === undefined) return <LiveLine aspect={CONNECTING} text="Connecting" />;
  return live ? <LiveLine aspect={LIVE} text="Live" /> : <LiveLine aspect={BROKEN} text="Reconnecting" />;
}

function LiveLine({ aspect, text }: { aspect: Aspect; text: string }) {
  return (
    <span className="live-status" role="status">
      <Lamp aspect={aspect} />
      {text}
    </span>
  );
}

export function Shell({ server, children }: { server: string | undefined; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [location] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes and the page begins at its top when the place changes
  useEffect(() => {
    setOpen(false);
    window.scrollTo(0, 0);
  }, [location]);
  return (
    <div className="shell">
      <button type="button" className="button skip-link" onClick={() => document.getElementById('main')?.focus()}>
        Skip to content
      </button>
      <header className="cabinet">
        <Link href="/" className="brand">
          <SignalHead />
          Signalbox
        </Link>
        <button type="button" className="menu-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          Menu
        </button>
        <div className={open ? 'cabinet-fold open' : 'cabinet-fold'}>
          <Places label="Work" places={WORK} />
          <p className="cabinet-group">Settings</p>
          <Places label="Settings" places={SETTINGS} />
          <div className="cabinet-foot">
            <LiveStatus />
            <ThemeSwitch />
            {credentials !== null && (
              <button type="button" className="cabinet-button" onClick={signOut}>
                Sign out
              </button>
            )}
            <span>{server ?? ' '}</span>
          </div>
        </div>
      </header>
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function SignalHead() {
  return (
    <svg viewBox="0 0 14 28" width="13" height="26" aria-hidden="true">
      <rect width="14" height="28" rx="7" fill="#060a0e" />
      <circle cx="7" cy="6.6" r="3.2" fill="var(--red-lamp)" />
      <circle cx="7" cy="14" r="3.2" fill="var(--amber-lamp)" />
      <circle cx="7" cy="21.4" r="3.2" fill="var(--green-lamp)" />
    </svg>
  );
}
