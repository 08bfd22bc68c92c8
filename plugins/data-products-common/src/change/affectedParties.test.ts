import { affectedParties, countAffectedParties } from './affectedParties';

const AGREEMENT = { id: 'a-1', entityRef: 'dataproduct:default/customer-360' };
const OWN = { count: 2, byKind: [{ kind: 'dataproduct', count: 2 }] };

const affected = {
  teams: [
    { ref: 'group:default/growth', title: 'Growth', ...OWN },
    { ref: 'user:default/gil', ...OWN, hidden: 1 },
    { count: 1, byKind: [{ kind: 'resource', count: 1 }] },
  ],
  consumers: [
    { ref: 'group:default/finance', title: 'Finance', agreements: [AGREEMENT] },
    { ref: 'group:default/growth', title: 'Growth', agreements: [AGREEMENT] },
  ],
};

describe('whom something affects', () => {
  it('is who owns it, and who agreed on it, each once', () => {
    expect(affectedParties(affected)).toEqual([
      {
        ref: 'group:default/growth',
        title: 'Growth',
        isPerson: false,
        ...OWN,
        agreements: [AGREEMENT],
      },
      {
        ref: 'user:default/gil',
        isPerson: true,
        ...OWN,
        hidden: 1,
        agreements: [],
      },
      {
        isPerson: false,
        count: 1,
        byKind: [{ kind: 'resource', count: 1 }],
        agreements: [],
      },
      {
        ref: 'group:default/finance',
        title: 'Finance',
        isPerson: false,
        count: 0,
        byKind: [],
        agreements: [AGREEMENT],
      },
    ]);
  });

  it('counts people apart, and nobody not at all', () => {
    expect(countAffectedParties(affected)).toEqual({ teams: 2, people: 1 });
    expect(countAffectedParties({ teams: [], consumers: [] })).toEqual({
      teams: 0,
      people: 0,
    });
  });
});
