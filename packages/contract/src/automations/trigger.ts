import { z } from 'zod';
import { ResourceSpecification } from '../events/event.ts';
import { Uuid } from '../scalars.ts';

const eventNames = z
  .array(z.string())
  .overwrite((names) => [...new Set(names)])
  .default([]);

/** Least window of a trigger that waits for what does not come. */
const PROACTIVE_SECONDS_AT_LEAST = 10;

export const EventTrigger = z
  .object({
    type: z.literal('event').default('event'),
    id: Uuid.optional(),
    match: ResourceSpecification.prefault({}),
    match_related: z.union([ResourceSpecification, z.array(ResourceSpecification)]).prefault({}),
    /** What must have happened before. */
    after: eventNames,
    /** What is waited for; nothing means any event. */
    expect: eventNames,
    /** Labels, each of whose values is counted apart. */
    for_each: eventNames,
    posture: z.enum(['Reactive', 'Proactive']),
    threshold: z.int().default(1),
    /** Seconds. */
    within: z.number().min(0).default(0),
  })
  .refine(({ posture, within }) => posture === 'Reactive' || within >= PROACTIVE_SECONDS_AT_LEAST, {
    message: `\`within\` for Proactive triggers must be greater than or equal to ${PROACTIVE_SECONDS_AT_LEAST} seconds`,
    path: ['within'],
  });
export type EventTrigger = z.output<typeof EventTrigger>;

export type Trigger =
  | EventTrigger
  | {
      type: 'compound';
      id?: Uuid | undefined;
      triggers: Trigger[];
      within: number | null;
      require: number | 'any' | 'all';
    }
  | { type: 'sequence'; id?: Uuid | undefined; triggers: Trigger[]; within: number | null };

const nested = {
  id: Uuid.optional(),
  triggers: z.lazy(() => z.array(Trigger)),
  within: z.number().min(0).nullable(),
};

export const CompoundTrigger = z
  .object({
    type: z.literal('compound').default('compound'),
    ...nested,
    require: z.union([z.int().min(1), z.enum(['any', 'all'])]),
  })
  .refine(({ require, triggers }) => typeof require !== 'number' || require <= triggers.length, {
    message: 'require must be less than or equal to the number of triggers',
    path: ['require'],
  });
export const SequenceTrigger = z.object({ type: z.literal('sequence').default('sequence'), ...nested });

export const Trigger: z.ZodType<Trigger> = z.lazy(() => z.union([EventTrigger, CompoundTrigger, SequenceTrigger]));
