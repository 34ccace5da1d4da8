// signalbox: `signalbox work-pool create`
import { readFile } from 'node:fs/promises';
import { ConflictError } from '@signalbox/client';
import type { CommandContext } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';
import { objectFromJson } from '../deployments/key-values.ts';
import type { CreateOptions } from './declare.ts';
import { defaultTemplate } from './default-template.ts';

function limitOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 0) throw new UsageError(`--limit takes a whole number, not ${text}.`);
  return limit;
}

export async function createWorkPool(
  { client, show }: CommandContext,
  name: string,
  options: CreateOptions,
): Promise<void> {
  const base_job_template =
    options.baseJobTemplate === undefined
      ? await defaultTemplate(options.type)
      : objectFromJson(await readFile(options.baseJobTemplate, 'utf8'), options.baseJobTemplate);
  const body = {
    name,
    type: options.type,
    base_job_template,
    description: options.description ?? null,
    concurrency_limit: limitOf(options.limit),
    is_paused: options.paused === true,
  };
  const pool = await client.work_pools.create({ body }).catch((error: unknown) => {
    if (error instanceof ConflictError)
      throw new CommandError(`There is a work pool ${name} already.`, { cause: error });
    throw error;
  });
  show(pool, () => `Created work pool ${name}. Start a worker for it: signalbox worker start --pool ${name}`);
}
