import { mockServices } from '@backstage/backend-test-utils';
import { Message } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { createTestStorage, DATABASES } from '../__testUtils__/databases';
import { MessageDispatcher } from './MessageDispatcher';
import { MessageStore } from './MessageStore';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-21T09:00:00.000Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

function message(id: string, recipients = ['group:default/finance']): Message {
  return {
    id,
    recipients,
    topic: 'agreements',
    title: `About ${id}`,
    text: 'In full.',
    severity: 'medium',
    entityRef: 'dataproduct:default/customer-360',
    tab: 'sla',
  };
}

const storage = createTestStorage();

describe.each(DATABASES)('messages on %s', database => {
  let knex: Knex;
  let store: MessageStore;
  let sent: string[];
  let failing: string[];
  let notifiers: number;

  beforeAll(async () => {
    knex = await storage.create(database);
    store = MessageStore.create(knex);
  });
  beforeEach(async () => {
    await knex('message').delete();
    sent = [];
    failing = [];
    notifiers = 1;
  });

  const dispatcher = () =>
    MessageDispatcher.create({
      store,
      notifiers: () =>
        Array.from({ length: notifiers }, () => ({
          id: 'recorder',
          notify: async () => {},
          send: async ({ id }: Message) => {
            if (failing.includes(id)) {
              throw new Error('nobody answers');
            }
            sent.push(id);
          },
        })),
      logger: mockServices.logger.mock(),
    });

  const add = (...messages: Message[]) =>
    knex.transaction(tx => store.add(tx, messages, NOW));

  it('are sent once, however often they are added', async () => {
    await add(message('a'), message('b'), message('to-nobody', []));
    await add(message('a'));
    expect(await dispatcher().dispatch(NOW)).toBe(2);
    await add(message('b'));
    expect(await dispatcher().dispatch(later(1))).toBe(0);
    expect(sent.sort()).toEqual(['a', 'b']);
  });

  it('are sent by one replica, and by another when that one dies', async () => {
    await add(message('a'));
    const [first, second] = await Promise.all([
      store.claim(NOW.getTime(), later(5).getTime()),
      store.claim(NOW.getTime(), later(5).getTime()),
    ]);
    expect(first.length + second.length).toBe(1);
    expect(await dispatcher().dispatch(later(4))).toBe(0);
    expect(await dispatcher().dispatch(later(6))).toBe(1);
  });

  it('are tried again later and later, without holding up the others', async () => {
    failing = ['a'];
    await add(message('a'), message('b'));
    expect(await dispatcher().dispatch(NOW)).toBe(1);
    expect(sent).toEqual(['b']);
    expect(await dispatcher().dispatch(later(0.9))).toBe(0);
    expect(await dispatcher().dispatch(later(1.1))).toBe(0);
    failing = [];
    expect(await dispatcher().dispatch(later(3))).toBe(0);
    expect(await dispatcher().dispatch(later(3.2))).toBe(1);
  });

  it('are given up where there is no way to tell anybody', async () => {
    notifiers = 0;
    await add(message('a'));
    await dispatcher().dispatch(NOW);
    notifiers = 1;
    expect(await dispatcher().dispatch(later(1))).toBe(0);
  });
});
