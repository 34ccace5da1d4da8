import { z } from 'zod';
import { route } from '../route.ts';
import { LogFilter, LogSort } from './filter.ts';
import { Log, LogCreate } from './log.ts';

export const logs = {
  create: route({
    id: 'logs.create',
    method: 'POST',
    path: '/logs/',
    body: z.array(LogCreate),
    responses: { 201: z.unknown() },
  }),
  filter: route({
    id: 'logs.filter',
    method: 'POST',
    path: '/logs/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        logs: LogFilter.nullable().optional(),
        sort: LogSort.default('TIMESTAMP_ASC'),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(Log) },
  }),
};
