// deploy: the labels by which a deployment tells who made it, and from what.
import type { LabelValue } from '@signalbox/contract';
import { contentHash, type DesiredObject } from '@signalbox/core';
import type { ReadyDeployment } from '../deploy/deployment-body.ts';
import type { DeclaredTrigger, Manifest } from '../manifest/manifest.ts';

export const LABELS = {
  manifest: 'signalbox.manifest',
  environment: 'signalbox.environment',
  /** Of the flow's code. */
  code: 'signalbox.code',
  /** Of its triggers, which are automations of their own. */
  triggers: 'signalbox.triggers',
  /** Of all that was declared when it was last written. */
  applied: 'signalbox.applied',
} as const;

type Labels = Readonly<Record<string, LabelValue>>;

const withoutPlace = ({ path: _path, ...trigger }: DeclaredTrigger) => trigger;

/** All but the label of what was applied, which follows from the rest. */
export function labelsOf({ name, environment }: Manifest, { declared, code_hash }: ReadyDeployment): Labels {
  return {
    [LABELS.manifest]: name,
    ...(environment !== null && { [LABELS.environment]: environment }),
    [LABELS.code]: code_hash,
    ...(declared.triggers.length > 0 && { [LABELS.triggers]: contentHash(declared.triggers.map(withoutPlace)) }),
  };
}

/** Those that `labelsOf` may give: a server adds others. */
export function ownLabels(labels: Labels): Labels {
  const names: readonly string[] = [LABELS.manifest, LABELS.environment, LABELS.code, LABELS.triggers];
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));
}

export const isOwnedBy = ({ name, environment }: Manifest, labels: Labels): boolean =>
  labels[LABELS.manifest] === name && (labels[LABELS.environment] ?? null) === environment;

/** What a version says is not content: it follows from the commit. */
export const appliedHash = ({ fields, incidental = [] }: DesiredObject): string =>
  contentHash(Object.fromEntries(Object.entries(fields).filter(([name]) => !incidental.includes(name))));
