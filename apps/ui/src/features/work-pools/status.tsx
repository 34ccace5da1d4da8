// work pools: whether a pool, a queue or a worker is there.
import type { WorkPoolResponse } from '@signalbox/contract';
import { Lamp } from '../../ui/lamp.tsx';
import type { Aspect } from '../../ui/state-aspect.ts';

const ASPECTS: Readonly<Record<string, readonly [words: string, aspect: Aspect]>> = {
  READY: ['Ready', { tone: 'green', shape: 'disc', moving: false }],
  NOT_READY: ['No worker', { tone: 'red', shape: 'cross', moving: false }],
  PAUSED: ['Paused', { tone: 'amber', shape: 'twin', moving: false }],
  ONLINE: ['Online', { tone: 'green', shape: 'disc', moving: false }],
  OFFLINE: ['Offline', { tone: 'grey', shape: 'bar', moving: false }],
};

const UNKNOWN = ['Unknown', { tone: 'grey', shape: 'ring', moving: false }] as const;

interface WorkPoolStatusProps {
  readonly status: WorkPoolResponse['status'] | 'ONLINE' | 'OFFLINE';
  readonly large?: boolean;
}

export function WorkPoolStatus({ status, large = false }: WorkPoolStatusProps) {
  const [words, aspect] = ASPECTS[status ?? ''] ?? UNKNOWN;
  return (
    <span className={`state tone-${aspect.tone}${large ? ' state-large' : ''}`}>
      <Lamp aspect={aspect} />
      {words}
    </span>
  );
}
