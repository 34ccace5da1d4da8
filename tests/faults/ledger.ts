// tests: what the server has acknowledged, to be asked for later.
import assert from 'node:assert/strict';
import type { Client } from '@signalbox/client';
import type { FlowRunId, StateType } from '@signalbox/contract';

const PAGE = 200;

interface AcknowledgedRun {
  /** Ids of the states that the server accepted, as far as it answered. */
  readonly state_ids: string[];
  /** Log lines whose batch was answered; each is unlike all others. */
  readonly log_lines: string[];
  /** Task runs whose end was flushed. */
  readonly task_keys: string[];
  end: StateType | null;
}

export class Ledger {
  readonly runs = new Map<FlowRunId, AcknowledgedRun>();

  get endedRuns(): number {
    return [...this.runs.values()].filter(({ end }) => end !== null).length;
  }

  created(id: FlowRunId): AcknowledgedRun {
    const run: AcknowledgedRun = { state_ids: [], log_lines: [], task_keys: [], end: null };
    this.runs.set(id, run);
    return run;
  }

  /** Fails with what is missing when the server has lost anything that it had acknowledged. */
  async assertAllThere(client: Client): Promise<void> {
    for (const [id, run] of this.runs) {
      const found = await client.flow_runs.read({ params: { id } });
      if (run.end !== null) assert.equal(found.state_type, run.end, `the end of run ${id}`);
      const states = await client.flow_run_states.list({ query: { flow_run_id: id } });
      assertIncludes(`states of run ${id}`, run.state_ids, new Set(states.map((state) => String(state.id))));
      assertIncludes(`log lines of run ${id}`, run.log_lines, await this.#logLines(client, id));
      const task_runs = await client.task_runs.filter({ body: { flow_runs: { id: { any_: [id] } } } });
      const completed = task_runs.filter(({ state_type }) => state_type === 'COMPLETED');
      assertIncludes(`task runs of run ${id}`, run.task_keys, new Set(completed.map(({ task_key }) => task_key)));
    }
  }

  async #logLines(client: Client, id: FlowRunId): Promise<ReadonlySet<string>> {
    const lines = new Set<string>();
    for (let offset = 0; ; offset += PAGE) {
      const logs = { flow_run_id: { any_: [id] } };
      const page = await client.logs.filter({ body: { logs, limit: PAGE, offset, sort: 'TIMESTAMP_ASC' } });
      for (const { message } of page) lines.add(message);
      if (page.length < PAGE) return lines;
    }
  }
}

function assertIncludes(what: string, acknowledged: readonly string[], found: ReadonlySet<string>): void {
  const lost = acknowledged.filter((item) => !found.has(item));
  assert.deepEqual(lost, [], `acknowledged and lost: ${what}`);
}
