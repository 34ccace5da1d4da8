// concurrency limits: one to make or to change.
import type { GlobalConcurrencyLimitResponse } from '@signalbox/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '../../api/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';

interface LimitFormProps {
  /** Null to make a new one. */
  readonly limit: GlobalConcurrencyLimitResponse | null;
  readonly onClose: () => void;
}

export function LimitForm({ limit, onClose }: LimitFormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(limit?.name ?? '');
  const [slots, setSlots] = useState(String(limit?.limit ?? 1));
  const [decay, setDecay] = useState(String(limit?.slot_decay_per_second ?? 0));
  const save = useMutation({
    mutationFn: async () => {
      const body = { name, limit: Number(slots), slot_decay_per_second: Number(decay) };
      if (limit === null) await client.concurrency_limits.create({ body });
      else await client.concurrency_limits.update({ params: { id_or_name: limit.id }, body });
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['concurrency_limits'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  const title = limit === null ? 'New limit' : `Edit ${limit.name}`;
  return (
    <form className="panel stack" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
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
      {save.error && <ErrorPanel error={save.error} />}
      <div className="row">
        <button type="submit" className="button-primary" disabled={save.isPending}>
          Save
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}
