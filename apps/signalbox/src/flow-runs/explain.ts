// signalbox: `signalbox flow-run explain`
import { NotFoundError } from '@signalbox/client';
import type { Decision } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { table } from '../output/table.ts';
import { localTime } from '../output/time.ts';
import { readFlowRun } from './read.ts';

const transitionText = ({ from_name, to_name }: Decision): string => `${from_name ?? '(new)'} → ${to_name ?? '(none)'}`;

export async function explainFlowRun(context: CommandContext, name: string): Promise<void> {
  const { id } = await readFlowRun(context, name);
  const explanation = await context.client.flow_runs.explain({ params: { id } }).catch((error: unknown) => {
    if (error instanceof NotFoundError)
      throw new CommandError('This server does not keep its decisions: only a Signalbox server can explain a run.', {
        cause: error,
      });
    throw error;
  });
  context.show(explanation, () =>
    [
      explanation.summary,
      '',
      table(
        explanation.decisions,
        [
          { title: 'Time', text: ({ timestamp }) => localTime(timestamp) ?? '' },
          { title: 'Transition', text: transitionText },
          { title: 'Verdict', text: ({ verdict }) => verdict },
          { title: 'Rules', text: ({ fired }) => fired.join(', ') || '–' },
          { title: 'Reason', text: ({ reason }) => reason ?? '' },
        ],
        'No decisions yet.',
      ),
    ].join('\n'),
  );
}
