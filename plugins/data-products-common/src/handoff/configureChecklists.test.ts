import { DATA_PRODUCT_CHECKS, DECISION_PATH_CHECKS } from '../readiness';
import { Checklist } from './Checklist';
import { configureChecklists } from './configureChecklists';
import { SHIPPED_CHECKLISTS } from './shippedChecklists';

const CHECK_IDS = [...DATA_PRODUCT_CHECKS, ...DECISION_PATH_CHECKS].map(
  ({ id }) => id,
);

function configure(
  config: unknown,
  options: { added?: Checklist[]; checkIds?: string[] } = {},
) {
  return configureChecklists({
    shipped: SHIPPED_CHECKLISTS,
    added: [],
    checkIds: CHECK_IDS,
    config,
    ...options,
  });
}

const SIGNED = {
  id: 'look',
  title: 'Look',
  guidance: 'Look at it.',
  responsible: 'owner',
};

const DECLARED = {
  version: 1,
  title: 'Ours',
  kind: 'DataProduct',
  from: 'experimental',
  to: 'development',
  items: [SIGNED],
};

describe('the shipped checklists', () => {
  it('are right by the rules for those of others', () => {
    const { checklists, problems } = configureChecklists({
      shipped: [],
      added: SHIPPED_CHECKLISTS,
      config: undefined,
      checkIds: CHECK_IDS,
    });
    expect(problems).toEqual([]);
    expect(checklists.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['product-to-production', 'development', 'production'],
      ['path-release-conversation', 'development', 'production'],
      ['product-retirement', 'deprecated', 'retired'],
    ]);
    // The release conversation has seven points.
    expect(checklists[1].items).toHaveLength(7);
  });

  it('do without the checks that are switched off', () => {
    const { checklists, problems } = configure(undefined, {
      checkIds: CHECK_IDS.filter(id => id !== 'runbook'),
    });
    expect(problems).toEqual([]);
    const ids = checklists[0].items.map(({ id }) => id);
    expect(ids).not.toContain('runbook');
    expect(ids).toContain('rollback');
  });
});

describe('configuration', () => {
  it('adds, replaces and switches off', () => {
    const { checklists, problems } = configure(
      {
        ours: {
          ...DECLARED,
          sides: { 'group:default/risk': 'Risk' },
          items: [
            SIGNED,
            { ...SIGNED, id: 'risk', responsible: 'group:risk', quorum: 2 },
            { ...SIGNED, id: 'runbook', check: 'runbook' },
          ],
        },
        'product-to-production': { ...DECLARED, version: 2 },
        'product-retirement': { enabled: false },
      },
      {
        added: [{ ...SHIPPED_CHECKLISTS[2], id: 'from-plugin' }],
      },
    );
    expect(problems).toEqual([]);
    expect(
      checklists.map(({ id, version, origin }) => [id, version, origin]),
    ).toEqual([
      ['product-to-production', 2, 'config'],
      ['path-release-conversation', 1, 'built-in'],
      ['from-plugin', 1, 'plugin'],
      ['ours', 1, 'config'],
    ]);
    expect(checklists[3].items).toEqual([
      { ...SIGNED, required: true, quorum: 1 },
      {
        ...SIGNED,
        id: 'risk',
        responsible: 'group:default/risk',
        required: true,
        quorum: 2,
      },
      {
        ...SIGNED,
        id: 'runbook',
        required: true,
        quorum: 1,
        automated: { check: 'runbook' },
      },
    ]);
  });

  it.each<[string, object, string, string]>([
    [
      'a role that does not exist',
      { responsible: 'stewart' },
      'ours.items[0].responsible',
      'did you mean steward?',
    ],
    [
      'an owner who is no party',
      { responsible: 'component:web' },
      'ours.items[0].responsible',
      'neither a role nor the ref of a group or user',
    ],
    ['an unknown field', { requierd: true }, 'ours.items[0]', 'requierd'],
    [
      'a check that does not exist',
      { check: 'runbok' },
      'ours.items[0].check',
      'did you mean runbook?',
    ],
    [
      'the check that is for handoffs',
      { check: 'release-signed-off' },
      'ours.items[0].check',
      'is what the handoff itself is for',
    ],
    [
      'two ways to decide',
      { check: 'runbook', sla: 'kept' },
      'ours.items[0]',
      'has both check and sla',
    ],
    [
      'an end in other words',
      { expiresAfter: '90 days' },
      'ours.items[0].expiresAfter',
      "'90 days' is not an ISO 8601 duration",
    ],
    [
      'what is not signed',
      { covers: ['contacts'] },
      'ours.items[0].covers',
      'changes without a release',
    ],
    [
      'no signature at all',
      { required: false },
      'ours.items',
      'requires no signature',
    ],
  ])('tells of %s', (_, parts, path, message) => {
    const { problems } = configure({
      ours: { ...DECLARED, items: [{ ...SIGNED, ...parts }] },
    });
    expect(problems).toContainEqual({
      path,
      message: expect.stringContaining(message),
    });
  });

  it('tells of what is wrong with a checklist as a whole', () => {
    const { problems } = configure(
      {
        'Not Kebab': DECLARED,
        twice: { ...DECLARED, items: [SIGNED, SIGNED] },
        elsewhere: { ...DECLARED, sides: { operator: 'Platform' } },
        nothing: { enabled: false },
      },
      { added: [SHIPPED_CHECKLISTS[0]] },
    );
    expect(problems.map(({ path }) => path)).toEqual([
      'product-to-production',
      'Not Kebab',
      'twice.items[1].id',
      'elsewhere.sides.operator',
      'nothing',
    ]);
  });

  it('must be an object', () => {
    expect(configure([DECLARED]).problems).toEqual([
      { path: '', message: 'must be an object, by checklist ids' },
    ]);
  });
});
