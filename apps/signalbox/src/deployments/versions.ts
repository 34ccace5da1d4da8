// signalbox: `signalbox deployment versions` and `diff`
import { NotFoundError } from '@signalbox/client';
import type { DeploymentId, DeploymentVersion } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { table } from '../output/table.ts';
import { localTime } from '../output/time.ts';
import { differenceLine } from '../plan/change-text.ts';
import { readDeployment } from './read.ts';

/** The versions of a deployment that is there, the newest first. */
export async function versionsOf({ client }: CommandContext, id: DeploymentId): Promise<DeploymentVersion[]> {
  try {
    return await client.deployment_versions.list({ params: { id } });
  } catch (error) {
    if (error instanceof NotFoundError)
      throw new CommandError(
        'This server keeps no versions of deployments: a Prefect server does not. Deploy an earlier commit instead.',
        { cause: error },
      );
    throw error;
  }
}

/**
 * The version that is meant, by its number or by what whoever deployed called it; the newest of that name.
 * @throws CommandError for none, with those that are kept
 */
export function versionNamed(versions: readonly DeploymentVersion[], asked: string): DeploymentVersion {
  const found =
    versions.find(({ number }) => String(number) === asked) ?? versions.find(({ version }) => version === asked);
  if (found) return found;
  const kept = versions.map(({ number, version }) => (version === null ? `${number}` : `${number} (${version})`));
  throw new CommandError(`The deployment has no version ${asked}. Kept are ${kept.join(', ')}.`);
}

export async function listVersions(context: CommandContext, name: string): Promise<void> {
  const { id } = await readDeployment(context, name);
  const versions = await versionsOf(context, id);
  context.show(versions, () =>
    table(
      versions,
      [
        { title: 'Number', text: ({ number }) => String(number) },
        { title: 'Version', text: ({ version }) => version ?? '–' },
        { title: 'Created', text: ({ created }) => localTime(created) ?? '' },
        { title: '', text: ({ restored_from }) => (restored_from === null ? '' : `brought back ${restored_from}`) },
      ],
      'No versions yet. The next change makes the first.',
    ),
  );
}

export async function showDifferences(
  context: CommandContext,
  name: string,
  asked: string | undefined,
  since: string | undefined,
): Promise<void> {
  const { id } = await readDeployment(context, name);
  const versions = await versionsOf(context, id);
  const [latest] = versions;
  if (!latest) throw new CommandError(`${name} has no versions yet. The next change makes the first.`);
  const { number } = asked === undefined ? latest : versionNamed(versions, asked);
  const differences = await context.client.deployment_versions.differences({
    params: { id, number },
    query: since === undefined ? {} : { since: versionNamed(versions, since).number },
  });
  context.show(differences, () => differences.map(differenceLine).join('\n') || 'Nothing differs.');
}
