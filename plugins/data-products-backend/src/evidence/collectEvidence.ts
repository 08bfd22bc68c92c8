import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  Contact,
  contactFor,
  ContactPurpose,
  ContractReading,
  Criticality,
  DataProductEntity,
  datasetClaims,
  DecisionPathEntity,
  describeRef,
  Directory,
  handoffContent,
  handoffContentText,
  readContract,
  ReadinessEvidence,
  readOwnership,
  readPromises,
  RefOrRefs,
  resolveOwnership,
  summarizeContract,
} from '@handoff/backstage-plugin-data-products-common';
import { releaseOf } from '../change/releases';
import { impactNodeOf } from '../impact';
import { sha256 } from '../ledger/sha256';
import { CollectedEvidence, Listing } from './CollectedEvidence';

/** An entity that another one refers to, as far as evidence wants to know it. */
export interface ReferencedEntity {
  etag: string;
  /** Whether it has a contract; absent for kinds that have none. */
  contract?: boolean;
}

/**
 * Makes evidence of an entity and what the catalog says of its surroundings.
 *
 * @param directory - Knows the users and groups that the entity names.
 * @param lookup - Knows every ref of {@link referencesOf}.
 */
export function collectEvidence(
  entity: DataProductEntity | DecisionPathEntity,
  directory: Directory,
  lookup: (ref: string) => ReferencedEntity | undefined,
  now: Date,
): CollectedEvidence {
  const entityRef = stringifyEntityRef(entity);
  const reading = readEntityContract(entity);
  const promises = readPromises(entity, reading);
  const declared = readOwnership(entity, reading?.contract, now);
  const roles = resolveOwnership(declared, directory, entity.kind);
  const contacts: Record<string, number> = {};
  for (const contact of declared.contacts) {
    contacts[contact.for] = (contacts[contact.for] ?? 0) + 1;
  }

  const references = new Map<string, string | undefined>();
  const asReference = (ref: string) => {
    const found = lookup(ref);
    references.set(ref, found?.etag);
    return { ref, found: found !== undefined, contract: found?.contract };
  };

  const namedParties = namedPartyRefs(entity);
  const evidence: ReadinessEvidence = {
    entityRef,
    kind: entity.kind,
    title: entity.metadata.title ?? entity.metadata.name,
    criticality: criticalityOf(entity),
    entity: excerptOf(entity),
    contentFingerprint: sha256(handoffContentText(handoffContent(entity))),
    roles: roles.map(role => ({
      role: role.role,
      refs: role.holders.map(({ ref }) => ref),
      names: role.holders.map(
        ({ ref, title, name }) => title ?? name ?? describeRef(ref),
      ),
      missing: role.holders.filter(({ found }) => !found).map(({ ref }) => ref),
      people: new Set(role.holders.flatMap(({ people }) => people)).size,
      vacant: role.vacant,
      reason: role.reason,
    })),
    contacts,
    escalation: declared.escalation.length,
    contract: reading ? summarizeContract(reading) : undefined,
    objectives: promises.objectives.map(({ name, indicator, severity }) => ({
      name,
      indicator,
      severity,
    })),
    inputs: inputRefs(entity).map(asReference),
    glossary: refsOf(entity, entity.spec.glossary, 'GlossaryTerm').map(ref => ({
      ref,
      found: asReference(ref).found,
    })),
    parties: namedParties.map(ref => ({
      ref,
      found: asReference(ref).found,
      title: directory(ref)?.title,
    })),
  };

  for (const ref of [...partyRefs(entity, now), ...namedParties]) {
    for (const party of reachableParties(ref, directory)) {
      asReference(party);
    }
  }

  return {
    entityRef,
    etag: entity.metadata.etag ?? '',
    evidence,
    promises,
    ownership: {
      roles,
      contacts: declared.contacts,
      escalation: declared.escalation,
    },
    listing: listingOf(entity, roles, declared.contacts),
    impact: impactNodeOf(entity, {
      contract: reading?.contract,
      owner: roles.find(({ role }) => role === 'owner')?.holders[0]?.ref,
    }),
    release: releaseOf(entity),
    datasets: datasetClaims(entity),
    references,
    refreshAt: nextMembershipChange(reading, now),
  };
}

/**
 * Makes evidence of an entity that {@link collectEvidence} cannot read: it
 * holds why, so that nothing collected before goes on passing.
 */
export function collectFailure(
  entity: DataProductEntity | DecisionPathEntity,
  failure: string,
): CollectedEvidence {
  const entityRef = stringifyEntityRef(entity);
  const title = entity.metadata.title ?? entity.metadata.name;
  return {
    entityRef,
    etag: entity.metadata.etag ?? '',
    evidence: {
      entityRef,
      kind: entity.kind,
      title,
      criticality: criticalityOf(entity),
      entity: excerptOf(entity),
      roles: [],
      contacts: {},
      escalation: 0,
      objectives: [],
      inputs: [],
      glossary: [],
      parties: [],
      failure,
    },
    promises: { objectives: [], datedTerms: [], problems: [] },
    ownership: { roles: [], contacts: [], escalation: [] },
    listing: {
      kind: entity.kind,
      type: entity.spec.type,
      title,
      description: entity.metadata.description,
      ownerVacant: true,
      lifecycle: entity.spec.lifecycle,
      criticality: criticalityOf(entity),
      search: title.toLocaleLowerCase('en-US'),
    },
    impact: {
      title,
      type: entity.spec.type,
      criticality: criticalityOf(entity),
      // Which may well be what could not be read.
      inputs: (entity.relations ?? [])
        .filter(({ type }) => type === RELATION_DEPENDS_ON)
        .map(({ targetRef }) => ({ ref: targetRef, kind: 'dependsOn' })),
    },
    datasets: [],
    references: new Map(),
  };
}

/**
 * Every entity that an entity's evidence depends on, groups' members and
 * nested groups aside.
 */
export function referencesOf(
  entity: DataProductEntity | DecisionPathEntity,
  now: Date,
): string[] {
  return [
    ...new Set([
      ...inputRefs(entity),
      ...refsOf(entity, entity.spec.glossary, 'GlossaryTerm'),
      ...partyRefs(entity, now),
      ...namedPartyRefs(entity),
    ]),
  ];
}

function readEntityContract(
  entity: DataProductEntity | DecisionPathEntity,
): ContractReading | undefined {
  return entity.kind === 'DataProduct' && entity.spec.contract !== undefined
    ? readContract(entity.spec.contract)
    : undefined;
}

/** Users and groups: of every role, and of the escalation. */
function partyRefs(
  entity: DataProductEntity | DecisionPathEntity,
  now: Date,
): string[] {
  const { roles, escalation } = readOwnership(
    entity,
    readEntityContract(entity)?.contract,
    now,
  );
  return [
    ...roles.flatMap(({ holders }) => holders.map(({ ref }) => ref)),
    ...escalation.map(({ notify }) => notify),
  ];
}

/** Users and groups that are named outside of roles. */
function namedPartyRefs(
  entity: DataProductEntity | DecisionPathEntity,
): string[] {
  const named = [entity.spec.cost?.owner];
  if (entity.kind === 'DecisionPath') {
    named.push(entity.spec.feedback?.responder, entity.spec.policy?.reviewGate);
  }
  return refsOf(
    entity,
    named.filter((ref): ref is string => ref !== undefined),
    'Group',
  );
}

/** A party, and for a group its nested groups and all their members. */
function reachableParties(ref: string, directory: Directory): Set<string> {
  const seen = new Set<string>();
  const waiting = [ref];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!seen.has(next)) {
      seen.add(next);
      const entry = directory(next);
      waiting.push(...(entry?.children ?? []), ...(entry?.members ?? []));
    }
  }
  return seen;
}

function inputRefs(entity: DataProductEntity | DecisionPathEntity): string[] {
  if (entity.kind === 'DataProduct') {
    return refsOf(entity, entity.spec.inputs, 'DataProduct');
  }
  const steps = (entity.spec.steps ?? []).flatMap(step => step.entity ?? []);
  // A source contract may also be a link, which the catalog knows nothing of.
  const contracts = [entity.spec.contracts?.source ?? []]
    .flat()
    .filter(source => !source.includes('://'));
  return refsOf(entity, [...steps, ...contracts], 'DataProduct');
}

function refsOf(
  entity: Entity,
  value: RefOrRefs | undefined,
  defaultKind: string,
): string[] {
  const written = value === undefined ? [] : [value].flat();
  const refs = written.map(ref =>
    stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    ),
  );
  return [...new Set(refs)];
}

function criticalityOf(
  entity: DataProductEntity | DecisionPathEntity,
): Criticality {
  return entity.spec.criticality ?? 'medium';
}

/** The entity without what is large, derived, or the catalog's own affair. */
function excerptOf(entity: DataProductEntity | DecisionPathEntity): JsonObject {
  const { contract, ...spec } = entity.spec as JsonObject;
  const { uid, etag, ...metadata } = entity.metadata;
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([name]) => !name.startsWith('backstage.io/managed-by-'),
  );
  return {
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: { ...metadata, annotations: Object.fromEntries(annotations) },
    spec,
  };
}

function listingOf(
  entity: DataProductEntity | DecisionPathEntity,
  roles: CollectedEvidence['ownership']['roles'],
  contacts: CollectedEvidence['ownership']['contacts'],
): Listing {
  const owner = roles.find(({ role }) => role === 'owner');
  const holder = owner?.holders[0];
  const { metadata, spec } = entity;
  return {
    kind: entity.kind,
    type: spec.type,
    title: metadata.title ?? metadata.name,
    description: metadata.description,
    ownerRef: holder?.ref,
    ownerTitle: holder?.title,
    ownerVacant: owner?.vacant ?? true,
    domain: spec.domain && domainName(spec.domain),
    lifecycle: spec.lifecycle,
    criticality: criticalityOf(entity),
    renewal: entity.kind === 'DataProduct' ? entity.spec.renewal : undefined,
    search: [
      metadata.name,
      metadata.title,
      metadata.description,
      ...(metadata.tags ?? []),
      ...datasetClaims(entity).map(({ pattern }) => pattern),
      ...refsOf(entity, spec.glossary, 'GlossaryTerm').map(nameOf),
      ...roles.flatMap(role =>
        role.holders.flatMap(({ ref, title }) => [nameOf(ref), title]),
      ),
    ]
      .filter(word => word !== undefined)
      .join('\n')
      .toLocaleLowerCase('en-US'),
    incidentContact: namedContact('incident', contacts),
    questionContact: namedContact('question', contacts),
  };
}

/** The best contact that is named for a purpose itself. */
function namedContact(purpose: ContactPurpose, contacts: readonly Contact[]) {
  return contactFor(
    purpose,
    contacts.filter(contact => contact.for === purpose),
  );
}

function nameOf(ref: string): string {
  return parseEntityRef(ref).name;
}

/** `domain:default/customer` and `customer` are one domain. */
function domainName(domain: string): string {
  const { namespace, name } = parseEntityRef(domain, { defaultKind: 'Domain' });
  return namespace === DEFAULT_NAMESPACE ? name : `${namespace}/${name}`;
}

/** The first future day on which a member of the contract's team comes or goes. */
function nextMembershipChange(
  reading: ContractReading | undefined,
  now: Date,
): string | undefined {
  return reading?.contract?.team.members
    .flatMap(({ dateIn, dateOut }) => [dateIn, dateOut])
    .map(date => Date.parse(date ?? ''))
    .filter(time => time > now.getTime())
    .sort((a, b) => a - b)
    .map(time => new Date(time).toISOString())[0];
}
