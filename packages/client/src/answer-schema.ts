// client: the schema of an answer. Loaded only by clients that check answers: it brings the whole contract along.
import { type Route, routes } from '@signalbox/contract';
import type { z } from 'zod';

const byId = new Map<string, Route>(
  Object.values(routes).flatMap((verbs) => Object.values(verbs).map((route: Route) => [route.id, route] as const)),
);

/** The schema of a route's answer, null for an answer without content, undefined for a status the route does not declare. */
export const answerSchema = (id: string, status: number): z.ZodType | null | undefined =>
  byId.get(id)?.responses[status];
