// start: one number with its lamp: dark while it is zero.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Lamp } from '../../ui/lamp.tsx';
import type { Shape, Tone } from '../../ui/state-aspect.ts';
import { flowRunsPageQuery, type RunFilter, searchFromFilter } from '../flow-runs/index.ts';

interface CounterProps {
  readonly label: string;
  readonly tone: Tone;
  readonly shape: Shape;
  readonly filter: RunFilter;
}

/** As many as the lists below show, so that both are one request. */
const SHOWN = 6;

export function Counter({ label, tone, shape, filter }: CounterProps) {
  const count = useQuery(flowRunsPageQuery(filter, SHOWN)).data?.count;
  const lit = count !== undefined && count > 0;
  return (
    <Link href={`/flow-runs?${searchFromFilter(filter)}`} className="counter">
      <Lamp aspect={lit ? { tone, shape, moving: false } : { tone: 'grey', shape: 'ring', moving: false }} />
      <span className="counter-number">{count === undefined ? ' ' : count.toLocaleString('en')}</span>
      <span className="counter-label">{label}</span>
    </Link>
  );
}
