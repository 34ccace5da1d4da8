// signalbox: `signalbox work-pool get-default-base-job-template`
import { writeFile } from 'node:fs/promises';
import type { Writer } from '../command-context.ts';

export async function defaultTemplate(type: string): Promise<Record<string, unknown>> {
  const { baseJobTemplateFor } = await import('@signalbox/core');
  return { ...baseJobTemplateFor(type) };
}

export async function writeDefaultTemplate(
  { say }: Writer,
  { type, file }: { readonly type: string; readonly file?: string },
): Promise<void> {
  const text = JSON.stringify(await defaultTemplate(type), null, 2);
  if (file === undefined) console.log(text);
  else {
    await writeFile(file, `${text}\n`);
    say(`Wrote the job template of type ${type} to ${file}.`);
  }
}
