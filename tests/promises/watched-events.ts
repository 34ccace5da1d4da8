// tests: events that automations watch, and what came of them.
import type { AutomationCreate, ReceivedEvent } from '@signalbox/contract';
import { eventually, type House } from '@signalbox/testkit';
import type { z } from 'zod';

type Given = Partial<z.input<typeof AutomationCreate>>;

/** The last of the events that a test sends: once it has set off its automation, all before it are counted. */
const LAST = 'the-last';

export interface Watched {
  readonly house: House;
  /** Makes an automation whose trigger is about resources `a.*` and the event `X`, unless it is told otherwise. */
  automation(given?: Given & { readonly trigger?: object }): Promise<string>;
  /** Sends events of the resource `a.1`, or of another, one after the other; a text is the names of one letter each. */
  send(
    names: string | readonly string[],
    resource?: string,
    related?: readonly Record<string, string>[],
  ): Promise<void>;
  /** How often the automation has fired, when everything that was sent is counted. */
  firings(id: string): Promise<number>;
  /** What was told of the automation, the oldest first. */
  told(id: string, event: string): Promise<ReceivedEvent[]>;
  /** What became of its actions, once so many have ended. */
  ended(id: string, count: number): Promise<ReceivedEvent[]>;
}

export const reactive = (more: object = {}) => ({
  type: 'event' as const,
  posture: 'Reactive' as const,
  match: { 'prefect.resource.id': 'a.*' },
  expect: ['X'],
  ...more,
});

export const proactive = (more: object = {}) => ({ ...reactive(more), posture: 'Proactive' as const });

export async function watched(house: House): Promise<Watched> {
  const create = (body: z.input<typeof AutomationCreate>) => house.client.automations.create({ body });
  const last = await create({ name: LAST, trigger: reactive({ match: {}, expect: [LAST] }), actions: [] });
  let sent = 0;

  const event = (name: string, resource: string, related: readonly Record<string, string>[] = []) => ({
    id: crypto.randomUUID(),
    occurred: house.now(),
    event: name,
    resource: { 'prefect.resource.id': resource },
    related: [...related],
    payload: { n: 5 },
  });

  async function told(id: string, name: string): Promise<ReceivedEvent[]> {
    const { events } = await house.client.events.filter({
      body: {
        limit: 50,
        filter: {
          event: { name: [name] },
          resource: { id: [`prefect.automation.${id}`] },
          occurred: { since: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' },
          order: 'ASC',
        },
      },
    });
    return events;
  }

  async function allCounted(): Promise<void> {
    await house.client.events.create({ body: [event(LAST, 'last')] });
    sent += 1;
    await eventually(
      'the last event',
      async () => (await told(last.id, 'prefect.automation.triggered')).length >= sent,
    );
  }

  return {
    house,
    told,
    automation: async (given = {}) =>
      (await create({ name: 'watching', trigger: reactive(), actions: [{ type: 'do-nothing' }], ...given })).id,
    send: async (names, resource = 'a.1', related = []) => {
      for (const name of names) await house.client.events.create({ body: [event(name, resource, related)] });
    },
    firings: async (id) => {
      await allCounted();
      return (await told(id, 'prefect.automation.triggered')).length;
    },
    ended: (id, count) =>
      eventually(`the end of ${count} actions`, async () => {
        const done = await told(id, 'prefect.automation.action.executed');
        const failed = await told(id, 'prefect.automation.action.failed');
        const ended = [...done, ...failed];
        return ended.length >= count && ended;
      }),
  };
}
