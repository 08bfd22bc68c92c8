import { Contract } from '../Contract';
import { ChangeList, Judgement, listed, listedUrls } from './ChangeList';
import { ContractPart, ContractPath } from './ContractDifference';
import { pairUp } from './pairUp';

const WORDS: Judgement = {
  rule: 'documentation-changed',
  class: 'documentation',
  reason: 'Only what the contract says around the data is another.',
};

/** Compares all that is not about schemas, columns, quality and promises. */
export function differTerms(
  before: Contract,
  after: Contract,
  unpaired: ReadonlySet<string>,
  list: ChangeList,
): void {
  differHead(before, after, list);
  differRelationships(before, after, unpaired, list);
  differParts(before.servers, after.servers, list, {
    kind: 'server',
    nameOf: ({ server }) => server,
    summary: ({ type, location }) => [type, location].filter(Boolean).join(' '),
    removed: broken('server-removed', 'Whoever reads it there no longer can.'),
    added: compatible('server-added', 'The other places stay.'),
    fields: {
      type: broken('server-moved', 'It has to be read in another way.'),
      location: broken('server-moved', 'The data is no longer found there.'),
      environment: WORDS,
      description: WORDS,
    },
  });
  differParts(before.roles, after.roles, list, {
    kind: 'role',
    nameOf: ({ role }) => role,
    summary: ({ access }) => access ?? 'no access stated',
    removed: broken(
      'role-removed',
      'Whoever reads by that role no longer can.',
    ),
    added: compatible('role-added', 'The other roles stay.'),
    fields: {
      access: broken(
        'role-changed',
        'Whoever has the role may do other things.',
      ),
      description: WORDS,
      firstLevelApprovers: WORDS,
      secondLevelApprovers: WORDS,
    },
  });
  differParts(before.team.members, after.team.members, list, {
    kind: 'team member',
    nameOf: ({ username }) => username,
    summary: ({ role }) => role ?? 'member',
    removed: WORDS,
    added: WORDS,
    fields: {
      name: WORDS,
      role: WORDS,
      description: WORDS,
      dateIn: WORDS,
      dateOut: WORDS,
      replacedByUsername: WORDS,
    },
  });
  differParts(before.support, after.support, list, {
    kind: 'support channel',
    nameOf: ({ channel }) => channel,
    summary: ({ tool, url }) => [tool, url].filter(Boolean).join(' '),
    removed: WORDS,
    added: WORDS,
    fields: {
      tool: WORDS,
      url: WORDS,
      invitationUrl: WORDS,
      scope: WORDS,
      description: WORDS,
    },
  });
}

function broken(rule: string, reason: string): Judgement {
  return { rule, class: 'breaking', reason };
}

function compatible(rule: string, reason: string): Judgement {
  return { rule, class: 'compatible', reason };
}

function differHead(before: Contract, after: Contract, list: ChangeList): void {
  const document: ContractPath = {};
  list.compare(document, 'id', before.id, after.id, () =>
    broken(
      'identity-changed',
      'Whatever refers to the contract by its id no longer finds it.',
    ),
  );
  list.compare(document, 'status', before.status, after.status, () =>
    judgeStatus(after.status),
  );
  for (const field of [
    'apiVersion',
    'name',
    'domain',
    'dataProduct',
    'tenant',
  ] as const) {
    list.compareWords(document, field, before[field], after[field]);
  }
  for (const field of ['purpose', 'limitations', 'usage'] as const) {
    list.compareWords(
      document,
      `description.${field}`,
      before.description?.[field],
      after.description?.[field],
    );
  }
  list.compareWords(document, 'price', priceOf(before), priceOf(after));
  list.compareWords(document, 'tags', listed(before.tags), listed(after.tags));
  list.compareWords(
    document,
    'authoritativeDefinitions',
    listedUrls(before.links),
    listedUrls(after.links),
  );
  list.compareWords(
    document,
    'customProperties',
    listed(before.customProperties),
    listed(after.customProperties),
  );
  for (const field of ['name', 'description'] as const) {
    list.compareWords(
      document,
      `team.${field}`,
      before.team[field],
      after.team[field],
    );
  }
}

function judgeStatus(after: string | undefined): Judgement {
  switch (after?.toLocaleLowerCase('en-US')) {
    case 'retired':
      return broken('retired', 'The data is no longer offered.');
    case 'deprecated':
      return compatible(
        'deprecated',
        'Nothing changes yet; readers should look for another source.',
      );
    default:
      return WORDS;
  }
}

function priceOf({ price }: Contract): string | undefined {
  return (
    price &&
    [price.amount, price.currency, price.unit && `per ${price.unit}`]
      .filter(word => word !== undefined)
      .join(' ')
  );
}

interface NamedRelationship {
  schema: string;
  name: string;
  type: string;
}

/** What a column relates to goes with the column; a name twice in one schema is one. */
function differRelationships(
  before: Contract,
  after: Contract,
  unpaired: ReadonlySet<string>,
  list: ChangeList,
): void {
  const named = ({ schemas }: Contract): NamedRelationship[] =>
    schemas
      .filter(({ name }) => !unpaired.has(name))
      .flatMap(({ name: schema, relationships }) =>
        relationships
          .filter(({ from }) => !from.some(column => unpaired.has(column)))
          .map(({ from, to, type }) => ({
            schema,
            name: `${from.join(', ')} → ${to.join(', ')}`,
            type,
          })),
      );
  const { pairs, removed, added } = pairUp(
    named(before),
    named(after),
    ({ schema, name }) => `${schema}\n${name}`,
  );
  const at = ({ schema, name }: NamedRelationship): ContractPath => ({
    schema,
    part: { kind: 'relationship', name },
  });
  for (const entry of removed) {
    list.add(
      at(entry),
      entry.type,
      undefined,
      broken('relationship-removed', 'Joins by it may find nothing any more.'),
    );
  }
  for (const entry of added) {
    list.add(
      at(entry),
      undefined,
      entry.type,
      compatible('relationship-added', 'More can be joined than before.'),
    );
  }
  for (const [old, now] of pairs) {
    list.compareWords(at(old), 'type', old.type, now.type);
  }
}

interface PartRules<T> {
  kind: ContractPart;
  nameOf: (part: T) => string;
  summary: (part: T) => string;
  removed: Judgement;
  added: Judgement;
  fields: {
    [K in keyof T]?: T[K] extends string | undefined ? Judgement : never;
  };
}

function differParts<T>(
  before: readonly T[],
  after: readonly T[],
  list: ChangeList,
  rules: PartRules<T>,
): void {
  const { pairs, removed, added } = pairUp(before, after, rules.nameOf);
  const at = (part: T): ContractPath => ({
    part: { kind: rules.kind, name: rules.nameOf(part) },
  });
  for (const part of removed) {
    list.add(at(part), rules.summary(part), undefined, rules.removed);
  }
  for (const part of added) {
    list.add(at(part), undefined, rules.summary(part), rules.added);
  }
  for (const [old, now] of pairs) {
    for (const [field, judgement] of Object.entries(rules.fields)) {
      list.compare(
        at(old),
        field,
        old[field as keyof T] as string | undefined,
        now[field as keyof T] as string | undefined,
        judgement as Judgement,
      );
    }
  }
}
