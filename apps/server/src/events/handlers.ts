// server: answers about events.
import { ApiError, EventFilter, type EventPage } from '@signalbox/contract';
import { countEventsBy, type Engine, receiveEvents } from '@signalbox/engine';
import { countEvents, listEvents } from '@signalbox/store';
import { z } from 'zod';
import type { HandlersOf } from '../http/handler.ts';

/** Where the next page begins: all that the first request said, and how much was given. */
const PageToken = z.object({ filter: EventFilter, limit: z.int().min(0).max(50), offset: z.int().min(0) });
type PageToken = z.output<typeof PageToken>;

const tokenText = (token: PageToken): string => Buffer.from(JSON.stringify(token)).toString('base64url');

function tokenFromText(text: string): PageToken {
  try {
    return PageToken.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new ApiError(
      'unprocessable',
      `Unusable page-token: take it from 'next_page' of the page before (${error instanceof SyntaxError ? 'no JSON' : 'wrong fields'}).`,
    );
  }
}

async function page(engine: Engine, base: string, { filter, limit, offset }: PageToken): Promise<EventPage> {
  const [events, total] = await Promise.all([
    listEvents(engine.store.read, { filter, limit, offset }),
    countEvents(engine.store.read, filter),
  ]);
  const given = offset + events.length;
  const next = tokenText({ filter, limit, offset: given });
  return {
    events,
    total,
    next_page: given < total && events.length > 0 ? `${base}/api/events/filter/next?page-token=${next}` : null,
  };
}

export const events: HandlersOf<'events'> = {
  create: async ({ body }, { engine }) => {
    await receiveEvents(engine, body);
    return { status: 204, body: null };
  },
  filter: async ({ body }, { engine, headers }) => {
    const given = body.filter ?? EventFilter.parse({});
    // The pages of one request show one set of events, whatever happens in between.
    const filter = { ...given, occurred: { ...given.occurred, until: given.occurred.until ?? engine.clock() } };
    return {
      status: 200,
      body: await page(engine, `http://${headers.host}`, { filter, limit: body.limit, offset: 0 }),
    };
  },
  filter_next: async ({ query }, { engine, headers }) => ({
    status: 200,
    body: await page(engine, `http://${headers.host}`, tokenFromText(query['page-token'])),
  }),
  count_by: async ({ params, body }, { engine }) => ({
    status: 200,
    body: await countEventsBy(engine, params.countable, body),
  }),
};
