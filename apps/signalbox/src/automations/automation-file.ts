// signalbox: the automations that a file describes.
import { readFile } from 'node:fs/promises';
import { text as textOfStream } from 'node:stream/consumers';
import { AutomationCreate, issuesAt } from '@signalbox/contract';
import type { z } from 'zod';
import { UsageError } from '../command-error.ts';

/** What the request takes: the server fills in what is left out. */
export type AutomationInput = z.input<typeof AutomationCreate>;

export interface AutomationFile {
  readonly automations: readonly AutomationInput[];
  /** Whether the file is a list, and not one alone. */
  readonly isList: boolean;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function valueFrom(text: string, file: string): Promise<unknown> {
  try {
    if (/\.ya?ml$/i.test(file)) return (await import('yaml')).parse(text);
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} cannot be read as ${/\.ya?ml$/i.test(file) ? 'YAML' : 'JSON'}: ${messageOf(error)}`);
  }
}

function listed(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  const isMap = typeof value === 'object' && value !== null && 'automations' in value;
  return isMap && Array.isArray(value.automations) ? value.automations : null;
}

/**
 * Checks all of a file before anything is made of it.
 * @throws UsageError that names the automation and the field
 */
export async function automationsFrom(text: string, file: string): Promise<AutomationFile> {
  const value = await valueFrom(text, file);
  const list = listed(value);
  const automations = (list ?? [value]).map((one, index) => {
    const { error } = AutomationCreate.safeParse(one);
    // The edge of the types: what the schema takes is what it says.
    if (!error) return one as AutomationInput;
    const place = list === null ? file : `${file}, automation ${index + 1}`;
    const faults = issuesAt(error.issues).map(
      ({ path, message }) => `\n  ${path.join('.') || 'all of it'}: ${message}`,
    );
    throw new UsageError(`${place} is no automation:${faults.join('')}`);
  });
  if (automations.length === 0) throw new UsageError(`${file} describes no automation.`);
  return { automations, isList: list !== null };
}

export async function readAutomationFile(file: string): Promise<AutomationFile> {
  if (file === '-') return automationsFrom(await textOfStream(process.stdin), 'the standard input');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`--from-file ${file} cannot be read: ${messageOf(error)}`);
  });
  return automationsFrom(text, file);
}
