// sdk: artifacts: what a run shows to people besides its log.
import type { ArtifactId, FlowRunId, TaskRunId } from '@signalbox/contract';
import { jsonFromValue } from '../json-value.ts';
import { activeRun } from '../runs/run-context.ts';
import { sessionHere } from '../session/session.ts';

export interface ArtifactOptions {
  /** Versions of one artifact share a key: lower-case letters, digits and dashes. Without one it belongs to its run only. */
  readonly key?: string;
  /** Markdown that stands above the artifact. */
  readonly description?: string;
}

const KEY = /^[a-z0-9-]+$/;

async function createArtifact(type: string, data: unknown, options: ArtifactOptions): Promise<string> {
  const { key = null, description = null } = options;
  if (key !== null && !KEY.test(key)) {
    throw new TypeError(`The artifact key '${key}' may have lower-case letters, digits and dashes only.`);
  }
  const run = activeRun();
  const { id } = await sessionHere((session) =>
    session.client.artifacts.create({
      body: {
        key,
        type,
        description,
        data,
        // The edge of the types: ids that came from the server, or that it takes as given.
        flow_run_id: (run?.flow.context.id ?? null) as FlowRunId | null,
        task_run_id: (run?.task?.id ?? null) as TaskRunId | null,
      },
    }),
  );
  return id;
}

/** Makes an artifact of Markdown and answers its id. */
export const createMarkdownArtifact = (options: ArtifactOptions & { readonly markdown: string }): Promise<string> =>
  createArtifact('markdown', options.markdown, options);

/** Makes a table of rows and answers the artifact's id. The columns are the keys of the rows. */
export const createTableArtifact = (
  options: ArtifactOptions & { readonly table: readonly Readonly<Record<string, unknown>>[] },
): Promise<string> => createArtifact('table', JSON.stringify(jsonFromValue(options.table)), options);

/** Makes a link and answers the artifact's id. */
export const createLinkArtifact = (
  options: ArtifactOptions & { readonly link: string; readonly linkText?: string },
): Promise<string> => createArtifact('markdown', `[${options.linkText ?? options.link}](${options.link})`, options);

export interface ProgressArtifact {
  readonly id: string;
  /** Sets the progress, from 0 to 100. */
  update(percent: number): Promise<void>;
}

const percentFrom = (percent: number): number => {
  if (percent >= 0 && percent <= 100) return percent;
  throw new RangeError(`A progress is between 0 and 100, not ${percent}.`);
};

/** Makes a bar that shows how far the run is, from 0 to 100. */
export async function createProgressArtifact(
  options: ArtifactOptions & { readonly progress: number },
): Promise<ProgressArtifact> {
  const id = await createArtifact('progress', percentFrom(options.progress), options);
  return {
    id,
    update: (percent) =>
      sessionHere(async (session) => {
        // The edge of the types: an id that came from the server.
        await session.client.artifacts.update({
          params: { id: id as ArtifactId },
          body: { data: percentFrom(percent) },
        });
      }),
  };
}
