import { Knex } from 'knex';
import { createTestStorage, DATABASES } from '../../__testUtils__/databases';
import { group, product } from '../../__testUtils__/entities';
import { InMemoryCatalog } from '../../__testUtils__/InMemoryCatalog';
import { syncCatalog } from '../../__testUtils__/syncCatalog';
import { MessageStore } from '../../messages';
import { TermReminders } from './TermReminders';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-21T09:00:00.000Z');

const catalog = InMemoryCatalog.create([
  group('sales', { members: ['ada'] }),
  product(
    'orders',
    {
      owner: 'group:sales',
      consumers: ['group:finance', 'group:sales'],
      renewal: '2026-12-05',
      contract: {
        apiVersion: 'v3.1.0',
        kind: 'DataContract',
        id: 'orders',
        version: '1.0.0',
        status: 'active',
        slaProperties: [
          { property: 'endOfSupport', value: '2026-11-23T23:00:00+01:00' },
          { property: 'endOfLife', value: '2027-11-30' },
        ],
      },
    },
    { title: 'Orders' },
  ),
  product('returns', { renewal: '2026-11-20' }),
  product('clicks'),
]);

const storage = createTestStorage();

describe.each(DATABASES)('reminders of dated terms on %s', id => {
  let knex: Knex;
  let reminders: TermReminders;

  beforeAll(async () => {
    knex = await storage.create(id);
    await syncCatalog(knex, catalog, NOW);
    reminders = TermReminders.create({
      knex,
      messages: MessageStore.create(knex),
    });
  });

  it('tell those whom it concerns once, and again when it is nearer', async () => {
    await reminders.remind(NOW);
    await reminders.remind(NOW);
    const told = async () =>
      (await knex('message').orderBy('message_id').pluck('document'))
        .map(document => JSON.parse(document))
        .map(({ title, recipients, severity }) => [
          title,
          recipients,
          severity,
        ]);
    const first = [
      [
        'Orders: support ends on 2026-11-23',
        ['group:default/finance', 'group:default/sales'],
        'high',
      ],
      [
        'Orders: its promises are to be renewed by 2026-12-05',
        ['group:default/sales'],
        'medium',
      ],
    ];
    expect(await told()).toEqual(first);

    await reminders.remind(new Date('2026-12-02T00:00:00.000Z'));
    expect(await told()).toEqual([
      ...first,
      [
        'Orders: its promises are to be renewed by 2026-12-05',
        ['group:default/sales'],
        'high',
      ],
    ]);
  });
});
