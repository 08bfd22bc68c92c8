import { FilterPredicate } from '@backstage/filter-predicates';
import { JsonObject, JsonValue } from '@backstage/types';
import { OWNERSHIP_ROLES } from '../ownership';
import { INDICATORS } from '../sla';
import { asObject, isStated } from './checks/results';
import {
  ObjectiveEvidence,
  ReadinessEvidence,
  RecordedFacts,
  ReferenceEvidence,
  RoleEvidence,
} from './Evidence';

/**
 * Stands for a text of which no shipped check asks more than whether it is
 * there. Within ASCII, so that the whole stays one byte a character.
 */
const STATED = '+';

/** What predicates may ask for that an abridged entity still answers. */
const ANSWERED_PATHS = new Set([
  'kind',
  'spec.type',
  'spec.lifecycle',
  'spec.criticality',
  'spec.version',
]);

const CRITICALITIES = ['low', 'medium', 'high', 'critical'] as const;

const NOTHING: never[] = [];
const FOUND: ReferenceEvidence = { ref: '', found: true };

/** Shared by all of an indicator: their names are asked for beside observations only. */
const OBJECTIVES: readonly ObjectiveEvidence[] = INDICATORS.map(indicator => ({
  name: indicator,
  indicator,
  severity: 'medium',
}));

/** What is written down, as far as checks ask only whether it is: a bit each. */
const MARKS = {
  description: 1,
  techdocs: 2,
  consumers: 4,
  purpose: 8,
  limitations: 16,
  classification: 32,
  runbook: 64,
  accessMethod: 128,
  accessRequest: 256,
  rollbackProcedure: 512,
  rollbackVersion: 1024,
} as const;

/** How many are in the catalog, and the refs of those that are not. */
type AbridgedReferences = number | [found: number, ...missing: string[]];

/** Flat, and mostly numbers: each nested value would cost as much as ten of these. */
type Abridged = [
  criticality: number,
  type: JsonValue,
  lifecycle: JsonValue,
  declaredCriticality: JsonValue,
  version: JsonValue,
  review: JsonValue,
  linkTypes: JsonValue[] | 0,
  marks: number,
  /** Three a role: which, how many people, and whether it is vacant. */
  roles: number[],
  contacts: Record<string, number>,
  escalation: number,
  /** In the order of {@link expandContract}. */
  contract: number[] | 0,
  indicators: number[],
  /** A line each, as they are asked for beside observations only. */
  objectiveNames: string,
  /** Refs, a line each; asked for beside agreements only. */
  consumers: string,
  inputs: AbridgedReferences,
  glossary: AbridgedReferences,
  /** Nothing where there is none, and something follows. */
  failure?: string | null,
  contentFingerprint?: string,
];

/**
 * Writes down what the shipped checks need to reach their statuses, in less
 * than a tenth of the length: evaluating everything is for the most part reading the
 * evidence. Names and texts are left out, so reasons are made from the whole.
 *
 * Read with {@link expandEvidence}, it gives every shipped check the same
 * status, until the same time, as the evidence itself. Recorded facts are left
 * out: they are kept beside it. Decision paths are few, and are written whole.
 *
 * @public
 */
export function abridgeEvidence(evidence: ReadinessEvidence): string {
  if (evidence.kind !== 'DataProduct') {
    return JSON.stringify(evidence);
  }
  const { contract, objectives } = evidence;
  const metadata = asObject(evidence.entity.metadata) ?? {};
  const spec = asObject(evidence.entity.spec) ?? {};
  const abridged: Abridged = [
    CRITICALITIES.indexOf(evidence.criticality),
    spec.type ?? null,
    spec.lifecycle ?? null,
    spec.criticality ?? null,
    spec.version ?? null,
    spec.review ?? null,
    linkTypesOf(metadata) ?? 0,
    marksOf(metadata, spec),
    evidence.roles.flatMap(({ role, people, vacant }) => [
      OWNERSHIP_ROLES.indexOf(role),
      people,
      vacant ? 1 : 0,
    ]),
    evidence.contacts,
    evidence.escalation,
    contract
      ? [
          contract.schemas,
          contract.columns,
          contract.keyed,
          contract.grained,
          contract.described,
          contract.qualityRules,
          contract.thresholds,
          contract.errorCount,
        ]
      : 0,
    objectives.map(({ indicator }) =>
      (INDICATORS as readonly string[]).indexOf(indicator),
    ),
    objectives.map(({ name }) => name).join('\n'),
    evidence.roles.find(({ role }) => role === 'consumer')?.refs.join('\n') ??
      '',
    abridgeReferences(evidence.inputs),
    abridgeReferences(evidence.glossary),
  ];
  const { failure, contentFingerprint } = evidence;
  if (failure !== undefined || contentFingerprint !== undefined) {
    abridged.push(failure ?? null);
  }
  if (contentFingerprint !== undefined) {
    abridged.push(contentFingerprint);
  }
  return JSON.stringify(abridged);
}

/**
 * The evidence that was written, whole or by {@link abridgeEvidence}, with the
 * facts that were recorded beside it.
 *
 * @param entityRef - of the entity, which an abridged text leaves out
 * @param facts - {@link RecordedFacts} as JSON
 *
 * @public
 */
export function expandEvidence(
  text: string,
  entityRef: string,
  facts?: string,
): ReadinessEvidence {
  const parsed: ReadinessEvidence | Abridged = JSON.parse(text);
  const evidence = Array.isArray(parsed)
    ? expand(parsed, entityRef, facts !== undefined)
    : parsed;
  return facts === undefined
    ? evidence
    : Object.assign(evidence, JSON.parse(facts) as RecordedFacts);
}

function expand(
  abridged: Abridged,
  entityRef: string,
  withNames: boolean,
): ReadinessEvidence {
  const names = withNames ? abridged[13].split('\n') : undefined;
  const consumers = withNames ? linesOf(abridged[14]) : undefined;
  return {
    entityRef,
    kind: 'DataProduct',
    title: entityRef,
    criticality: CRITICALITIES[abridged[0]],
    entity: expandEntity(abridged),
    roles: expandRoles(abridged[8], consumers),
    contacts: abridged[9],
    escalation: abridged[10],
    contract: abridged[11] ? expandContract(abridged[11]) : undefined,
    objectives: abridged[12].map((indicator, i) =>
      names
        ? { ...OBJECTIVES[indicator], name: names[i] }
        : OBJECTIVES[indicator],
    ),
    inputs: expandReferences(abridged[15]),
    glossary: expandReferences(abridged[16]),
    parties: NOTHING,
    failure: abridged[17] ?? undefined,
    contentFingerprint: abridged[18],
  };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

/**
 * Whether a predicate asks for nothing but what abridged evidence still
 * answers.
 */
export function isAnsweredAbridged(predicate: FilterPredicate): boolean {
  if (typeof predicate !== 'object') {
    return false;
  }
  return Object.entries(predicate).every(([key, value]) => {
    if (key === '$all' || key === '$any') {
      return (value as FilterPredicate[]).every(isAnsweredAbridged);
    }
    if (key === '$not') {
      return isAnsweredAbridged(value as FilterPredicate);
    }
    return (
      ANSWERED_PATHS.has(key) ||
      // Whether it is there, of what is left as a mark.
      (key === 'spec.consumers' && asksForPresence(value as JsonValue))
    );
  });
}

function asksForPresence(value: JsonValue): boolean {
  return Object.keys(asObject(value) ?? {}).join() === '$exists';
}

function linkTypesOf({ links }: JsonObject): JsonValue[] | undefined {
  const types = (Array.isArray(links) ? links : []).flatMap(
    (link): JsonValue[] => {
      const type = asObject(link)?.type;
      return type === undefined ? [] : [type];
    },
  );
  return types.length ? types : undefined;
}

function marksOf(metadata: JsonObject, spec: JsonObject): number {
  const access = asObject(spec.access);
  const rollback = asObject(spec.rollback);
  const written: Record<keyof typeof MARKS, boolean> = {
    description: isStated(metadata.description),
    techdocs: isStated(
      asObject(metadata.annotations)?.['backstage.io/techdocs-ref'],
    ),
    consumers: spec.consumers !== undefined,
    purpose: isStated(spec.purpose),
    limitations: isStated(spec.limitations),
    classification: isStated(spec.classification),
    runbook: isStated(spec.runbook),
    accessMethod: isStated(access?.method),
    accessRequest: isStated(access?.request),
    rollbackProcedure: isStated(rollback?.procedure),
    rollbackVersion: isStated(rollback?.lastKnownGood),
  };
  return (Object.keys(MARKS) as (keyof typeof MARKS)[])
    .filter(mark => written[mark])
    .reduce((sum, mark) => sum + MARKS[mark], 0);
}

function abridgeReferences(
  references: readonly ReferenceEvidence[],
): AbridgedReferences {
  const missing = references
    .filter(({ found }) => !found)
    .map(({ ref }) => ref);
  const found = references.length - missing.length;
  return missing.length ? [found, ...missing] : found;
}

function expandReferences(references: AbridgedReferences): ReferenceEvidence[] {
  if (typeof references === 'number') {
    return new Array(references).fill(FOUND);
  }
  const [found, ...missing] = references;
  return [
    ...new Array<ReferenceEvidence>(found).fill(FOUND),
    ...missing.map(ref => ({ ref, found: false })),
  ];
}

function expandEntity(abridged: Abridged): JsonObject {
  const linkTypes = abridged[6];
  const marks = abridged[7];
  const stated = (mark: number) => ((marks & mark) === 0 ? null : STATED);
  return {
    kind: 'DataProduct',
    metadata: {
      description: stated(MARKS.description),
      annotations: { 'backstage.io/techdocs-ref': stated(MARKS.techdocs) },
      links: linkTypes ? linkTypes.map(type => ({ type })) : NOTHING,
    },
    spec: {
      type: abridged[1],
      lifecycle: abridged[2],
      criticality: abridged[3],
      // Compared, so what is not there must not be `null`.
      version: abridged[4] ?? undefined,
      review: abridged[5],
      consumers: stated(MARKS.consumers) ?? undefined,
      purpose: stated(MARKS.purpose),
      limitations: stated(MARKS.limitations),
      classification: stated(MARKS.classification),
      runbook: stated(MARKS.runbook),
      access: {
        method: stated(MARKS.accessMethod),
        request: stated(MARKS.accessRequest),
      },
      rollback: {
        procedure: stated(MARKS.rollbackProcedure),
        lastKnownGood: stated(MARKS.rollbackVersion),
      },
    },
  };
}

function expandRoles(
  roles: readonly number[],
  consumers: string[] | undefined,
): RoleEvidence[] {
  const expanded: RoleEvidence[] = [];
  for (let i = 0; i < roles.length; i += 3) {
    const role = OWNERSHIP_ROLES[roles[i]];
    expanded.push({
      role,
      refs: role === 'consumer' && consumers ? consumers : NOTHING,
      names: NOTHING,
      missing: NOTHING,
      people: roles[i + 1],
      vacant: roles[i + 2] === 1,
    });
  }
  return expanded;
}

function expandContract(
  numbers: readonly number[],
): ReadinessEvidence['contract'] {
  return {
    schemas: numbers[0],
    columns: numbers[1],
    keyed: numbers[2],
    grained: numbers[3],
    described: numbers[4],
    qualityRules: numbers[5],
    thresholds: numbers[6],
    errors: NOTHING,
    errorCount: numbers[7],
  };
}
