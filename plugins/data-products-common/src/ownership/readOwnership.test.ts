import { Entity } from '@backstage/catalog-model';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readContract } from '../contract';
import { contactFor } from './contactFor';
import { Contact } from './OwnershipMap';
import { readOwnership } from './readOwnership';
import { OWNERSHIP_ROLES } from './roles';
import { roleOfWords } from './roleWords';

const NOW = new Date('2026-11-21T10:00:00Z');

function product(spec: object, namespace?: string): Entity {
  return {
    apiVersion: 'handoff/v1alpha1',
    kind: 'DataProduct',
    metadata: { name: 'orders', namespace },
    spec: spec as Entity['spec'],
  };
}

function ownershipOf(spec: object, contract?: object, now = NOW) {
  const reading = contract && {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'c',
    version: '1.0.0',
    status: 'active',
    ...contract,
  };
  return readOwnership(
    product(spec),
    reading && readContract(reading).contract,
    now,
  );
}

/** The holders and leavers of one role, from a contract's team alone. */
function teamRole(members: object[], now = NOW, role = 'steward') {
  const { roles } = ownershipOf({}, { team: { members } }, now);
  const found = roles.find(candidate => candidate.role === role);
  return {
    holders: found?.holders.map(({ ref }) => ref.replace('user:default/', '')),
    leavers: found?.leavers.map(({ ref }) => ref.replace('user:default/', '')),
  };
}

describe('readOwnership', () => {
  it('completes refs: groups by default, in the namespace of the entity', () => {
    const { roles, problems } = readOwnership(
      product(
        {
          owner: 'Customer-Data',
          stewards: 'user:default/ada',
          producers: ['crm', 'group:crm', 'user:other/bob'],
        },
        'shop',
      ),
      undefined,
      NOW,
    );
    expect(problems).toEqual([]);
    expect(roles).toEqual([
      {
        role: 'owner',
        holders: [{ ref: 'group:shop/customer-data', source: 'spec' }],
        leavers: [],
      },
      {
        role: 'steward',
        holders: [{ ref: 'user:default/ada', source: 'spec' }],
        leavers: [],
      },
      {
        role: 'producer',
        holders: [
          { ref: 'group:shop/crm', source: 'spec' },
          { ref: 'user:other/bob', source: 'spec' },
        ],
        leavers: [],
      },
    ]);
  });

  it('has nothing of an entity without a spec', () => {
    const { spec, ...bare } = product({});
    expect(readOwnership(bare, undefined, NOW)).toEqual({
      roles: [],
      contacts: [],
      escalation: [],
      problems: [],
    });
  });

  it('reports refs and fields that it cannot read, and reads the rest', () => {
    const { roles, problems } = ownershipOf({
      owner: 'group:',
      stewards: ['ada', 5, { ref: 'x' }],
      escalation: [
        { after: 'soon', notify: 'user:head' },
        { after: 'PT1H', notify: 'group:ops' },
        { after: 'PT2H' },
      ],
    });
    expect(roles.map(({ role }) => role)).toEqual(['steward']);
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/spec/owner',
      '/spec/stewards/1',
      '/spec/stewards/2',
      '/spec/escalation/0/after',
      '/spec/escalation/2',
    ]);
    expect(problems[0].message).toMatch(/write group:name or user:name/);
  });

  it('orders the escalation by time, not by how it is written', () => {
    const { escalation } = ownershipOf({
      escalation: [
        { after: 'PT90M', notify: 'user:head' },
        { after: 'P1D', notify: 'user:cdo' },
        { after: 'PT0S', notify: 'data' },
        { after: 'PT1H', notify: 'lead' },
      ],
    });
    expect(escalation).toEqual([
      { after: 'PT0S', notify: 'group:default/data' },
      { after: 'PT1H', notify: 'group:default/lead' },
      { after: 'PT90M', notify: 'user:default/head' },
      { after: 'P1D', notify: 'user:default/cdo' },
    ]);
  });

  describe("merging a contract's team", () => {
    const team = {
      members: [
        {
          username: 'ada',
          role: 'Data Steward',
          name: 'Ada',
          dateIn: '2020-01-01',
        },
        { username: 'bob', role: 'Owner' },
        { username: 'eve@shop.example', role: 'data engineer' },
        { username: 'kim', role: 'Scrum Master' },
      ],
    };

    it('puts its members beside the holders of the entity', () => {
      const { roles } = ownershipOf(
        { owner: 'data', stewards: ['user:ada', 'user:zoe'] },
        { team },
      );
      expect(roles).toEqual([
        {
          role: 'owner',
          holders: [{ ref: 'group:default/data', source: 'spec' }],
          leavers: [],
        },
        {
          role: 'steward',
          holders: [
            {
              ref: 'user:default/ada',
              source: 'spec',
              name: 'Ada',
              since: '2020-01-01',
            },
            expect.objectContaining({ ref: 'user:default/zoe' }),
          ],
          leavers: [],
        },
        {
          role: 'producer',
          holders: [
            expect.objectContaining({
              ref: 'user:default/eve',
              source: 'contract',
            }),
          ],
          leavers: [],
        },
      ]);
    });

    it('takes its owner only where the entity names none', () => {
      const { roles } = ownershipOf({}, { team });
      expect(roles[0]).toMatchObject({
        role: 'owner',
        holders: [{ ref: 'user:default/bob', source: 'contract' }],
      });
    });

    it('reports a username that no user can have', () => {
      const { problems, roles } = ownershipOf(
        {},
        { team: [{ username: 'J. Doe', role: 'owner' }] },
      );
      expect(roles[0]).toMatchObject({ holders: [], leavers: [] });
      expect(problems).toEqual([
        {
          pointer: '/spec/contract/team/0',
          message: expect.stringMatching(
            /"J\. Doe" cannot be the name of a user/,
          ),
        },
      ]);
    });
  });

  describe('as of a time', () => {
    const role = 'steward';

    it('counts members from dateIn to the day before dateOut', () => {
      const members = [
        { username: 'a', role, dateIn: '2026-11-21', dateOut: '2026-11-23' },
      ];
      const holdersAt = (time: string) =>
        teamRole(members, new Date(time)).holders;
      expect(holdersAt('2026-11-20T23:59:59Z')).toBeUndefined();
      expect(holdersAt('2026-11-21T00:00:00Z')).toEqual(['a']);
      expect(holdersAt('2026-11-22T23:59:59Z')).toEqual(['a']);
      expect(teamRole(members, new Date('2026-11-23T00:00:00Z'))).toEqual({
        holders: [],
        leavers: ['a'],
      });
    });

    it('follows successors to the first who is there', () => {
      expect(
        teamRole([
          {
            username: 'a',
            role,
            dateOut: '2024-01-01',
            replacedByUsername: 'B@x.example',
          },
          {
            username: 'b',
            role: 'intern',
            dateOut: '2025-01-01',
            replacedByUsername: 'c',
          },
          { username: 'c', role: 'intern', dateIn: '2025-01-01' },
        ]),
      ).toEqual({ holders: ['c'], leavers: [] });
    });

    it('takes a successor who is not listed at the word of who left', () => {
      const { roles } = ownershipOf(
        {},
        {
          team: [
            {
              username: 'a',
              role,
              dateOut: '2024-01-01',
              replacedByUsername: 'b',
            },
          ],
        },
      );
      expect(roles[0]).toMatchObject({
        holders: [{ ref: 'user:default/b', since: '2024-01-01' }],
        leavers: [],
      });
    });

    it('names the last of the chain when everybody has left', () => {
      expect(
        teamRole([
          {
            username: 'a',
            role,
            dateOut: '2024-01-01',
            replacedByUsername: 'b',
          },
          { username: 'b', role, dateOut: '2025-01-01' },
        ]),
      ).toEqual({ holders: [], leavers: ['b'] });
    });

    it('ends on successors in a circle', () => {
      expect(
        teamRole([
          {
            username: 'a',
            role,
            dateOut: '2024-01-01',
            replacedByUsername: 'b',
          },
          {
            username: 'b',
            role,
            dateOut: '2025-01-01',
            replacedByUsername: 'a',
          },
          {
            username: 'c',
            role,
            dateOut: '2025-01-01',
            replacedByUsername: 'c',
          },
        ]),
      ).toEqual({ holders: [], leavers: ['b', 'a', 'c'] });
    });

    it('says who is to come when the successor has yet to begin', () => {
      const { roles } = ownershipOf(
        {},
        {
          team: [
            {
              username: 'a',
              role,
              dateOut: '2026-11-01',
              replacedByUsername: 'b',
            },
            { username: 'b', name: 'Bo', role, dateIn: '2026-12-01' },
          ],
        },
      );
      expect(roles[0].leavers).toEqual([
        {
          ref: 'user:default/a',
          name: undefined,
          left: '2026-11-01',
          successor: {
            ref: 'user:default/b',
            name: 'Bo',
            since: '2026-12-01',
          },
        },
      ]);
    });

    it('does not count as gone who has come back', () => {
      expect(
        teamRole([
          { username: 'a', role, dateOut: '2024-01-01' },
          { username: 'a', role, dateIn: '2025-01-01' },
        ]),
      ).toEqual({ holders: ['a'], leavers: [] });
    });
  });

  it.each([
    ['Owner', 'owner'],
    ['Data Product Owner', 'owner'],
    ['dataSteward', 'steward'],
    ['dpo', 'steward'],
    ['Data Engineer', 'producer'],
    ['developer', 'producer'],
    ['Site Reliability Engineer', 'operator'],
    ['SRE', 'operator'],
    ['Quality Engineer', 'quality-monitor'],
    ['Schema Approver', 'schema-approver'],
    ['data_governance', 'schema-approver'],
    ['Business Analyst', 'consumer'],
    ['Decision maker', 'decision-maker'],
    ['Data Scientist', undefined],
    ['homeowner', undefined],
  ])('takes "%s" for the role %s', (words, role) => {
    expect(roleOfWords(words)).toBe(role);
  });

  describe('contacts', () => {
    it('adds to a contact what the contract says of the same channel', () => {
      const { contacts } = ownershipOf(
        {
          contacts: [
            {
              for: 'question',
              channel: 'slack',
              target: '#Orders',
              responseTime: 'PT4H',
            },
          ],
        },
        {
          support: [
            {
              channel: '#orders',
              tool: 'slack',
              url: 'https://chat.example/orders',
            },
          ],
        },
      );
      expect(contacts).toEqual([
        {
          for: 'question',
          channel: 'slack',
          target: '#Orders',
          url: 'https://chat.example/orders',
          responseTime: 'PT4H',
          description: undefined,
          source: 'spec',
        },
      ]);
    });

    it("joins the entity's, the way to access and the contract's channels", () => {
      const { contacts, problems } = ownershipOf(
        {
          contacts: [
            {
              for: 'incident',
              channel: 'pagerduty',
              target: 'https://pager.example/orders',
              responseTime: 'PT30M',
            },
            { for: 'question', channel: 'slack', target: '#orders' },
            {
              for: 'question',
              channel: 'email',
              target: 'orders@shop.example',
            },
            { for: 'incident', channel: 'phone', target: '+49 (30) 123-45' },
          ],
          access: { method: 'Role', request: 'https://access.example/orders' },
        },
        {
          support: [
            { channel: '#orders', tool: 'slack' },
            {
              channel: 'Tickets',
              tool: 'ticket',
              url: 'https://tickets.example',
            },
            { channel: 'Bugs', tool: 'teams', scope: 'issues' },
            {
              channel: 'news',
              scope: 'announcements',
              url: 'mailto:news@shop.example',
            },
            {
              channel: 'Orders',
              tool: 'teams',
              scope: 'interactive',
              invitationUrl: 'https://teams.example/join',
            },
          ],
        },
      );
      expect(problems).toEqual([]);
      expect(
        contacts.map(contact => [
          contact.for,
          contact.channel,
          contact.target,
          contact.url,
          contact.source,
        ]),
      ).toEqual([
        [
          'incident',
          'pagerduty',
          'https://pager.example/orders',
          'https://pager.example/orders',
          'spec',
        ],
        ['question', 'slack', '#orders', undefined, 'spec'],
        [
          'question',
          'email',
          'orders@shop.example',
          'mailto:orders@shop.example',
          'spec',
        ],
        ['incident', 'phone', '+49 (30) 123-45', 'tel:+493012345', 'spec'],
        [
          'access',
          'url',
          'https://access.example/orders',
          'https://access.example/orders',
          'spec',
        ],
        [
          'incident',
          'ticket',
          'Tickets',
          'https://tickets.example/',
          'contract',
        ],
        ['incident', 'teams', 'Bugs', undefined, 'contract'],
        ['change', 'email', 'news', 'mailto:news@shop.example', 'contract'],
        [
          'question',
          'teams',
          'Orders',
          'https://teams.example/join',
          'contract',
        ],
      ]);
    });

    it("offers a decision path's feedback channel for questions", () => {
      const { contacts } = ownershipOf({
        feedback: { channel: 'slack', target: '#mac', responseTime: 'PT4H' },
      });
      expect(contacts).toEqual([
        expect.objectContaining({
          for: 'question',
          target: '#mac',
          responseTime: 'PT4H',
        }),
      ]);
    });

    /* eslint-disable no-script-url -- these are what must not become links */
    it.each([
      ['url', 'javascript:alert(1)'],
      ['url', 'JaVaScRiPt:alert(1)'],
      ['url', 'data:text/html,<script>'],
      ['url', 'http://shop.example'],
      ['url', 'file:///etc/passwd'],
      ['email', 'javascript:alert(1)@x'],
      ['email', 'a@b.example?bcc=c@d.example'],
      ['email', 'not an address'],
      ['phone', 'call me'],
      ['slack', '#orders'],
      /* eslint-enable no-script-url */
    ])('makes no link of %s %s', (channel, target) => {
      const { contacts } = ownershipOf(
        { contacts: [{ for: 'incident', channel, target }] },
        { support: [{ channel: 'x', tool: channel, url: target }] },
      );
      expect(contacts).toHaveLength(2);
      expect(contacts.map(({ url }) => url)).toEqual([undefined, undefined]);
    });
  });

  it('never throws, whatever the fields hold', () => {
    const keys = [
      'owner',
      'stewards',
      'contacts',
      'escalation',
      'access',
      'feedback',
    ];
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...keys),
          fc.oneof(
            fc.anything(),
            fc.array(
              fc.record({ after: fc.anything(), notify: fc.anything() }),
            ),
            fc.array(fc.record({ for: fc.anything(), target: fc.anything() })),
          ),
        ),
        spec => {
          const { roles } = ownershipOf(spec);
          expect(roles.map(({ role }) => role)).toEqual(
            OWNERSHIP_ROLES.filter(role =>
              roles.some(declared => declared.role === role),
            ),
          );
        },
      ),
    );
  });

  const folder = resolve(__dirname, '../../../../../shared/data/odcs');
  if (existsSync(folder)) {
    it.each(readdirSync(folder))('reads the team of %s', file => {
      const document = parse(readFileSync(resolve(folder, file), 'utf8'));
      const { problems } = ownershipOf({}, document);
      expect(problems).toEqual([]);
    });
  } else {
    // eslint-disable-next-line no-console
    console.info(`The published ODCS examples were not read: no ${folder}`);
  }
});

describe('contactFor', () => {
  const contact = (parts: Partial<Contact>): Contact => ({
    for: 'question',
    channel: 'slack',
    target: '#x',
    source: 'spec',
    ...parts,
  });

  it('takes the one named for the purpose that answers soonest', () => {
    const slow = contact({ for: 'incident', responseTime: 'PT4H' });
    const fast = contact({ for: 'incident', responseTime: 'PT30M' });
    const silent = contact({ for: 'incident' });
    expect(contactFor('incident', [contact({}), silent, slow, fast])).toBe(
      fast,
    );
  });

  it("prefers the entity's own to the contract's", () => {
    const own = contact({});
    const other = contact({ source: 'contract', responseTime: 'PT1M' });
    expect(contactFor('question', [other, own])).toBe(own);
  });

  it('falls back to whoever answers questions, and to nobody at last', () => {
    const question = contact({});
    const access = contact({ for: 'access' });
    expect(contactFor('incident', [access, question])).toBe(question);
    expect(contactFor('incident', [access])).toBeUndefined();
    expect(contactFor('incident', [])).toBeUndefined();
  });
});
