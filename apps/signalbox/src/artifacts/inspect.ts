// signalbox: `signalbox artifact inspect`
import { NotFoundError } from '@signalbox/client';
import type { Artifact, ArtifactId } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { isId } from '../id.ts';
import { fields } from '../output/table.ts';
import { localTime } from '../output/time.ts';

async function readArtifact({ client }: CommandContext, name: string): Promise<Artifact> {
  try {
    return isId<ArtifactId>(name)
      ? await client.artifacts.read({ params: { id: name } })
      : await client.artifacts.read_latest({ params: { key: name } });
  } catch (error) {
    if (error instanceof NotFoundError)
      throw new CommandError(`There is no artifact ${name}. \`signalbox artifact ls\` lists them.`, { cause: error });
    throw error;
  }
}

export async function inspectArtifact(context: CommandContext, name: string): Promise<void> {
  const artifact = await readArtifact(context, name);
  const { data } = artifact;
  context.show(artifact, () =>
    [
      fields({
        key: artifact.key,
        id: artifact.id,
        type: artifact.type,
        description: artifact.description,
        'flow run': artifact.flow_run_id,
        'task run': artifact.task_run_id,
        created: localTime(artifact.created),
      }),
      '',
      typeof data === 'string' ? data : JSON.stringify(data, null, 2),
    ].join('\n'),
  );
}
