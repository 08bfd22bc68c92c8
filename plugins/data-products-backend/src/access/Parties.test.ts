import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { group, user } from '../__testUtils__/entities';
import { createTestStorage } from '../__testUtils__/databases';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { CatalogReader, PersonStore, TeamStore } from '../evidence';
import { belongsTo, Parties, peopleOf, personOf } from './Parties';

const catalog = InMemoryCatalog.create([
  group('company', { children: ['finance'] }),
  group('finance', {
    parent: 'company',
    children: ['billing'],
    members: ['ada'],
  }),
  group('billing', { parent: 'finance', members: ['ben'] }),
  // A ring, which must not hang.
  group('left', { parent: 'right', members: ['cleo'] }),
  group('right', { parent: 'left' }),
  user('ada', 'finance'),
  user('ben', 'billing'),
  user('cleo', 'left'),
]);
const reader = CatalogReader.create({
  catalog: catalog.service,
  auth: mockServices.auth(),
});
const storage = createTestStorage();

describe('Parties', () => {
  let parties: Parties;

  beforeAll(async () => {
    const knex = await storage.create('SQLITE_3');
    const teams = TeamStore.create(knex);
    const people = PersonStore.create(knex);
    await teams.save(await reader.listTeams());
    // Of Ben it is not known yet what he is called.
    await people.save([{ ref: 'user:default/ada', title: 'Ada Lind' }]);
    parties = Parties.create({ teams, people, reader });
  });

  it.each([
    ['user:default/ada', 'group:default/finance', true],
    ['user:default/ben', 'group:default/company', true],
    ['user:default/ada', 'group:default/billing', false],
    ['user:default/ada', 'user:default/ada', true],
    ['user:default/cleo', 'group:default/right', true],
    ['user:default/cleo', 'group:default/finance', false],
    ['user:default/nobody', 'group:default/finance', false],
  ])('%s is a member of %s: %s', async (person, party, expected) => {
    expect(await parties.isMemberNow(person, party)).toBe(expected);
    const tree = await parties.tree();
    expect(belongsTo(tree, person, party)).toBe(expected);
    expect(peopleOf(tree, party).includes(person)).toBe(expected);
  });

  it('says whom it takes', async () => {
    await parties.assertMember(
      'user:default/ben',
      'group:default/finance',
      'sign this',
    );
    await expect(
      parties.assertMember(
        'user:default/cleo',
        'group:default/finance',
        'sign this',
      ),
    ).rejects.toThrow(
      'You cannot sign this: it takes a member of The finance. Members: Ada Lind, user ben',
    );
  });

  it('judges by the catalog as it is now', async () => {
    catalog.put(user('ben'));
    expect(
      await parties.isMemberNow('user:default/ben', 'group:default/billing'),
    ).toBe(false);
    expect(
      belongsTo(
        await parties.tree(),
        'user:default/ben',
        'group:default/billing',
      ),
    ).toBe(true);
  });

  it('knows people from services', () => {
    expect(personOf(mockCredentials.user('user:default/ada'))).toBe(
      'user:default/ada',
    );
    for (const credentials of [
      mockCredentials.service(),
      mockCredentials.none(),
    ]) {
      expect(() => personOf(credentials)).toThrow(/Only a person can do this/);
    }
  });
});
