// ui: a signal lamp. Colour and shape say the state.
import type { Aspect, Shape } from './state-aspect.ts';

const LIT: Readonly<Record<Shape, React.ReactNode>> = {
  disc: <circle cx="8" cy="8" r="4.5" />,
  half: (
    <>
      <circle cx="8" cy="8" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M8 4.1a3.9 3.9 0 0 1 0 7.8z" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="3.7" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  bar: <rect x="3.5" y="6.7" width="9" height="2.6" rx="1.2" />,
  twin: (
    <>
      <rect x="4.6" y="4" width="2.4" height="8" rx="1" />
      <rect x="9" y="4" width="2.4" height="8" rx="1" />
    </>
  ),
  cross: (
    <>
      <circle cx="8" cy="8" r="4.8" />
      <path d="M6.2 6.2l3.6 3.6M9.8 6.2L6.2 9.8" stroke="var(--housing)" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  slash: (
    <>
      <circle cx="8" cy="8" r="4.8" />
      <path d="M5.6 10.4l4.8-4.8" stroke="var(--housing)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
};

/** For the eye alone: beside it stands the state in words. */
export function Lamp({ aspect, still = false }: { aspect: Aspect; still?: boolean }) {
  return (
    <svg
      className={`lamp tone-${aspect.tone}${aspect.moving && !still ? ' lamp-moving' : ''}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="currentColor"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="8" fill="var(--housing)" />
      <g className="lamp-lit">{LIT[aspect.shape]}</g>
    </svg>
  );
}
