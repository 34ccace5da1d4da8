// concurrency limits: one to make or to change.
import type { GlobalConcurrencyLimitResponse } from '@signalbox/contract';
import { useState } from 'react';
import { client, useChange } from '../../api/index.ts';
import { EditForm } from '../../ui/edit-form.tsx';

interface LimitFormProps {
  /** Null to make a new one. */
  readonly limit: GlobalConcurrencyLimitResponse | null;
  readonly onClose: () => void;
}

export function LimitForm({ limit, onClose }: LimitFormProps) {
  const [name, setName] = useState(limit?.name ?? '');
  const [slots, setSlots] = useState(String(limit?.limit ?? 1));
  const [decay, setDecay] = useState(String(limit?.slot_decay_per_second ?? 0));
  const save = useChange([['concurrency_limits']], async () => {
    const body = { name, limit: Number(slots), slot_decay_per_second: Number(decay) };
    if (limit === null) await client.concurrency_limits.create({ body });
    else await client.concurrency_limits.update({ params: { id_or_name: limit.id }, body });
    onClose();
  });
  return (
    <EditForm title={limit === null ? 'New limit' : `Edit ${limit.name}`} saving={save} onClose={onClose}>
      <div className="form-row">
        <label>
          Name
          <input className="input" required value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          Slots
          <input
            className="input"
            type="number"
            min={0}
            step={1}
            required
            value={slots}
            onChange={(event) => setSlots(event.target.value)}
          />
        </label>
        <label>
          Slots given back a second <span className="faint">0: when released</span>
          <input
            className="input"
            type="number"
            min={0}
            step="any"
            required
            value={decay}
            onChange={(event) => setDecay(event.target.value)}
          />
        </label>
      </div>
    </EditForm>
  );
}
