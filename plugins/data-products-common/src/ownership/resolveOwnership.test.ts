import fc from 'fast-check';
import { DeclaredOwnership, DeclaredRole, Directory } from './OwnershipMap';
import { resolveMandates } from './resolveMandates';
import { peopleBehind, resolveOwnership } from './resolveOwnership';

interface Entry {
  title?: string;
  members?: string[];
  children?: string[];
}

function directoryOf(entries: Record<string, Entry>): Directory {
  const known = new Map(Object.entries(entries));
  return ref => {
    const entry = known.get(ref);
    return entry && { ref, members: [], children: [], ...entry };
  };
}

function declare(...roles: Partial<DeclaredRole>[]): DeclaredOwnership {
  return {
    roles: roles.map(role => ({
      role: 'owner',
      holders: [],
      leavers: [],
      ...role,
    })),
    contacts: [],
    escalation: [],
    problems: [],
  };
}

function held(...refs: string[]): DeclaredRole['holders'] {
  return refs.map(ref => ({ ref, source: 'spec' }));
}

const DIRECTORY = directoryOf({
  'user:default/ada': { title: 'Ada' },
  'user:default/bob': {},
  'group:default/data': {
    title: 'Data',
    members: ['user:default/bob', 'user:default/gone'],
    children: ['group:default/core', 'group:default/missing'],
  },
  'group:default/core': {
    members: ['user:default/ada', 'user:default/bob'],
    children: ['group:default/data'],
  },
  'group:default/empty': { children: ['group:default/hollow'] },
  'group:default/hollow': {},
  'component:default/web': {},
});

describe('resolveOwnership', () => {
  it('finds the people behind users and nested groups, each once, sorted', () => {
    const [owner] = resolveOwnership(
      declare({ holders: held('group:default/data', 'user:default/nobody') }),
      DIRECTORY,
      'DecisionPath',
    );
    expect(owner).toEqual({
      role: 'owner',
      vacant: false,
      reason: undefined,
      holders: [
        {
          ref: 'group:default/data',
          source: 'spec',
          found: true,
          title: 'Data',
          people: ['user:default/ada', 'user:default/bob'],
        },
        {
          ref: 'user:default/nobody',
          source: 'spec',
          found: false,
          title: undefined,
          people: [],
        },
      ],
      leavers: [],
    });
  });

  it.each<[string, Partial<DeclaredRole>, string]>([
    [
      'a ref is missing',
      { holders: held('user:default/y') },
      'user y is not in the catalog',
    ],
    [
      'a group has no members, nor its nested groups',
      { holders: held('group:default/empty') },
      'group empty has no members',
    ],
    [
      'a ref is of another kind',
      { holders: held('component:default/web') },
      'component web is neither a user nor a group',
    ],
    [
      'a member has left',
      {
        leavers: [
          { ref: 'user:default/mlind', name: 'Maya Lind', left: '2026-11-03' },
        ],
      },
      'Maya Lind left on 3 Nov 2026 without a successor',
    ],
    [
      'the successor has yet to begin',
      {
        leavers: [
          {
            ref: 'user:default/mlind',
            left: '2026-11-03',
            successor: { ref: 'user:default/bob', since: '2026-12-01' },
          },
        ],
      },
      'user mlind left on 3 Nov 2026, and user bob begins on 1 Dec 2026',
    ],
    ['nobody is named', {}, 'nobody is named'],
    [
      'everything fails at once',
      {
        holders: held('user:default/y', 'group:default/hollow'),
        leavers: [{ ref: 'user:default/x', left: '2026-01-31' }],
      },
      'user y is not in the catalog; group hollow has no members; user x left on 31 Jan 2026 without a successor',
    ],
  ])('is vacant when %s', (_, role, reason) => {
    const [owner] = resolveOwnership(declare(role), DIRECTORY, 'DecisionPath');
    expect(owner).toMatchObject({ role: 'owner', vacant: true, reason });
  });

  it('stays filled beside somebody who left', () => {
    const leavers = [{ ref: 'user:default/x', left: '2026-01-31' }];
    const [owner] = resolveOwnership(
      declare({ holders: held('user:default/ada'), leavers }),
      DIRECTORY,
      'DecisionPath',
    );
    expect(owner).toMatchObject({ vacant: false, leavers });
    expect(owner.reason).toBeUndefined();
  });

  it('adds the roles that a kind expects, in order, and no others', () => {
    const declared = declare({
      role: 'consumer',
      holders: held('user:default/bob'),
    });
    const rolesOf = (kind: 'DataProduct' | 'DecisionPath') =>
      resolveOwnership(declared, DIRECTORY, kind).map(({ role, vacant }) => [
        role,
        vacant,
      ]);
    expect(rolesOf('DataProduct')).toEqual([
      ['owner', true],
      ['steward', true],
      ['producer', true],
      ['operator', true],
      ['schema-approver', true],
      ['quality-monitor', true],
      ['consumer', false],
    ]);
    expect(rolesOf('DecisionPath')).toEqual([
      ['owner', true],
      ['consumer', false],
      ['decision-maker', true],
    ]);
  });
});

describe('peopleBehind', () => {
  it('is what can be reached, in any graph and any order of it', () => {
    const user = fc.nat({ max: 7 }).map(index => `user:default/u${index}`);
    const group = fc.nat({ max: 7 }).map(index => `group:default/g${index}`);
    const graph = fc.record({
      users: fc.uniqueArray(user),
      edges: fc.array(fc.tuple(group, fc.oneof(user, group)), {
        maxLength: 40,
      }),
    });
    fc.assert(
      fc.property(graph, group, ({ users, edges }, start) => {
        const groups = new Set(edges.map(([from]) => from));
        const directory =
          (order: typeof edges): Directory =>
          ref => {
            if (!users.includes(ref) && !groups.has(ref)) {
              return undefined;
            }
            const targets = order
              .filter(([from]) => from === ref)
              .map(([, to]) => to);
            return {
              ref,
              members: targets.filter(to => to.startsWith('user:')),
              children: targets.filter(to => to.startsWith('group:')),
            };
          };
        // Reachable in as many rounds as there are edges, the slow and sure way.
        const reached = new Set([start]);
        edges.forEach(() =>
          edges.forEach(([from, to]) => reached.has(from) && reached.add(to)),
        );
        const expected = users.filter(ref => reached.has(ref)).sort();
        expect(peopleBehind(start, directory(edges))).toEqual(expected);
        expect(peopleBehind(start, directory([...edges].reverse()))).toEqual(
          expected,
        );
      }),
    );
  });

  it('survives a chain of groups of any length', () => {
    const last = 20_000;
    const directory: Directory = ref => {
      const index = Number(ref.split('/g')[1] ?? 0);
      return {
        ref,
        members: index === last ? ['user:default/ada'] : [],
        children: index < last ? [`group:default/g${index + 1}`] : [],
      };
    };
    expect(peopleBehind('group:default/g0', directory)).toEqual([
      'user:default/ada',
    ]);
  });
});

describe('resolveMandates', () => {
  it('tells who may decide what, and what nobody may', () => {
    const roles = resolveOwnership(
      declare(
        { role: 'owner', holders: held('user:default/bob') },
        {
          role: 'steward',
          holders: held('user:default/ada', 'user:default/bob'),
        },
        { role: 'producer', holders: held('group:default/data') },
        { role: 'schema-approver', holders: held('group:default/hollow') },
      ),
      DIRECTORY,
      'DataProduct',
    );
    expect(resolveMandates(roles)).toEqual([
      {
        mandate: 'change-schema',
        roles: ['producer'],
        refs: ['group:default/data'],
        people: ['user:default/ada', 'user:default/bob'],
        vacant: false,
      },
      {
        mandate: 'approve-schema',
        roles: ['schema-approver'],
        refs: ['group:default/hollow'],
        people: [],
        vacant: true,
      },
      {
        mandate: 'decide-defect',
        roles: ['owner', 'steward'],
        refs: ['user:default/bob', 'user:default/ada'],
        people: ['user:default/ada', 'user:default/bob'],
        vacant: false,
      },
      {
        mandate: 'validate-repair',
        roles: ['steward', 'quality-monitor'],
        refs: ['user:default/ada', 'user:default/bob'],
        people: ['user:default/ada', 'user:default/bob'],
        vacant: false,
      },
    ]);
  });
});
