// flow runs: what can be done with a run, and what came of it.
import type { FlowRunResponse } from '@signalbox/contract';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { client, useChange } from '../../api/index.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Outcome } from '../../ui/outcome.tsx';
import { isFinal } from '../../ui/state-aspect.ts';
import { type TransitionOutcome, transitionOutcome, type Wish } from './transition-outcome.ts';

const wishes: Readonly<Record<Wish, (id: string) => ReturnType<typeof client.flow_runs.set_state>>> = {
  cancel: (id) =>
    client.flow_runs.set_state({
      params: { id },
      body: { state: { type: 'CANCELLING', name: 'Cancelling', message: 'Cancelled in the dashboard.' } },
    }),
  retry: (id) =>
    client.flow_runs.set_state({
      params: { id },
      body: { state: { type: 'SCHEDULED', name: 'AwaitingRetry', message: 'Retried in the dashboard.' } },
    }),
  resume: (id) => client.flow_runs.resume({ params: { id }, body: {} }),
};

interface Asked {
  readonly wish: Wish;
  /** The state in which the run was. */
  readonly from: string | null;
}

interface Answered extends TransitionOutcome {
  readonly to: string | null;
}

export type RunWish = UseMutationResult<Answered, Error, Asked>;

/** One mutation for all wishes, so that the page shows the outcome of the last one. */
export function useRunWish(id: string): RunWish {
  return useChange([['flow_runs']], async ({ wish }: Asked) => {
    const result = await wishes[wish](id);
    return { ...transitionOutcome(wish, result), to: result.state?.id ?? null };
  });
}

export function RunActions({ run, wish }: { run: FlowRunResponse; wish: RunWish }) {
  const final = isFinal(run.state_type);
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.flow_runs.delete({ params: { id: run.id } }),
    onSuccess: async () => {
      navigate('/flow-runs');
      await queries.invalidateQueries({ queryKey: ['flow_runs', 'many'] });
    },
  });
  return (
    <>
      {remove.error && <ErrorPanel error={remove.error} />}
      {run.state_type === 'PAUSED' && (
        <button
          type="button"
          className="button-primary"
          disabled={wish.isPending}
          onClick={() => wish.mutate({ wish: 'resume', from: run.state_id })}
        >
          Resume run
        </button>
      )}
      {final ? (
        <button
          type="button"
          className="button"
          disabled={wish.isPending || run.deployment_id === null}
          title={run.deployment_id === null ? 'It has no deployment, so no worker could run it again.' : undefined}
          onClick={() => wish.mutate({ wish: 'retry', from: run.state_id })}
        >
          Retry run
        </button>
      ) : (
        <button
          type="button"
          className="button danger"
          disabled={wish.isPending || run.state_type === 'CANCELLING'}
          onClick={() => wish.mutate({ wish: 'cancel', from: run.state_id })}
        >
          Cancel run
        </button>
      )}
      <ConfirmButton
        label="Delete run"
        question={`Delete ${run.name}?`}
        disabled={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <p>
          The run, its states, task runs, logs and artifacts are lost.{!final && ' What still runs is not stopped.'}
        </p>
      </ConfirmButton>
    </>
  );
}

/** What was told of the wish; good news is dropped once the run has moved on. */
export function RunWishOutcome({ wish, stateId }: { wish: RunWish; stateId: string | null }) {
  if (wish.error) return <ErrorPanel error={wish.error} />;
  if (!wish.data) return null;
  const isNews = stateId === wish.variables.from || stateId === wish.data.to;
  if (wish.data.tone === 'green' && !isNews) return null;
  return <Outcome tone={wish.data.tone}>{wish.data.text}</Outcome>;
}
