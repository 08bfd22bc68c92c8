import {
  DataProductEntity,
  DecisionPathEntity,
  evaluateReadiness,
  CheckSet,
  Handoff,
  HandoffContent,
  handoffContent,
  handoffContentText,
  HandoffFacts,
  Lifecycle,
  Outcome,
  PromisesStanding,
  promisesStanding,
  readContract,
  ReadinessEvidence,
  readOwnership,
  Responsible,
} from '@handoff/backstage-plugin-data-products-common';
import { belongsTo, Parties } from '../access';
import { CatalogReader, TeamTree } from '../evidence';
import { sha256 } from '../ledger/sha256';
import { ReadinessStore, tellTitles } from '../readiness';

type ScoredEntity = DataProductEntity | DecisionPathEntity;

/**
 * Whether a person is a member of a party by the catalog as it is now, by both
 * refs; as far as it was asked.
 */
export type MembershipsNow = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/** Reads what handoffs of these entities stand among. */
export type ReadSurroundings = (
  entityRefs: readonly string[],
  now: Date,
) => Promise<HandoffSurroundings>;

/** What the catalog has of an entity now, as far as handoffs want to know it. */
export interface CurrentEntity {
  entity: ScoredEntity;
  content: HandoffContent;
  /** SHA-256 of the content. */
  fingerprint: string;
}

/**
 * What handoffs stand among: their entities and the readiness of these, and
 * the teams. Entities are read from the catalog when it is made, so that what
 * is shown and signed is what is there now.
 */
export class HandoffSurroundings {
  readonly tree: TeamTree;
  readonly #entities: ReadonlyMap<string, CurrentEntity>;
  readonly #evidence: ReadonlyMap<string, ReadinessEvidence>;
  readonly #checkSet: CheckSet;
  readonly #now: Date;
  readonly #roles = new Map<string, ReadonlyMap<string, string[]>>();
  readonly #outcomes = new Map<string, ReadonlyMap<string, Outcome>>();
  readonly #promises = new Map<string, PromisesStanding>();

  static async read(
    entityRefs: readonly string[],
    sources: {
      reader: CatalogReader;
      readiness: ReadinessStore;
      parties: Parties;
      checkSet: CheckSet;
    },
    now: Date,
  ): Promise<HandoffSurroundings> {
    const refs = [...new Set(entityRefs)];
    const [tree, entities, records] = await Promise.all([
      sources.parties.tree(),
      sources.reader.getScored(refs),
      sources.readiness.getMany(refs),
    ]);
    return new HandoffSurroundings(
      tree,
      new Map(
        [...entities].map(([ref, entity]) => [ref, toCurrent(entity)] as const),
      ),
      new Map(
        records.map(
          ({ entityRef, evidence }) => [entityRef, evidence] as const,
        ),
      ),
      sources.checkSet,
      now,
    );
  }

  private constructor(
    tree: TeamTree,
    entities: ReadonlyMap<string, CurrentEntity>,
    evidence: ReadonlyMap<string, ReadinessEvidence>,
    checkSet: CheckSet,
    now: Date,
  ) {
    this.tree = tree;
    this.#entities = entities;
    this.#evidence = evidence;
    this.#checkSet = checkSet;
    this.#now = now;
  }

  /** The entity as the catalog has it; `undefined` when it has none. */
  currentOf(entityRef: string): CurrentEntity | undefined {
    return this.#entities.get(entityRef);
  }

  /** The parties behind a role of an entity, or the one that is named itself. */
  partiesOf(entityRef: string, responsible: Responsible): readonly string[] {
    return responsible.includes(':')
      ? [responsible]
      : this.#rolesOf(entityRef).get(responsible) ?? [];
  }

  /** Every party that fills any role of an entity. */
  rolePartiesOf(entityRef: string): string[] {
    return [...new Set([...this.#rolesOf(entityRef).values()].flat())];
  }

  /**
   * @param contents - of the handoff
   * @param memberships - of those people whom something is decided about; of
   *   everything else, the tree of teams tells
   */
  factsOf(
    handoff: Handoff,
    contents: ReadonlyMap<string, HandoffContent>,
    memberships: MembershipsNow = new Map(),
  ): HandoffFacts {
    const { entityRef, checklist } = handoff;
    const current = this.currentOf(entityRef);
    return {
      current: current && {
        content: current.content,
        fingerprint: current.fingerprint,
        release: current.entity.spec.version,
      },
      contentOf: fingerprint =>
        fingerprint === current?.fingerprint
          ? current.content
          : contents.get(fingerprint),
      partiesOf: responsible => this.partiesOf(entityRef, responsible),
      isMember: (person, party) =>
        memberships.get(person)?.get(party) ??
        belongsTo(this.tree, person, party),
      nameOf: ref => this.tree.nameOf(ref),
      outcomeOf: checkId =>
        this.#outcomesOf(entityRef, checklist.to).get(checkId),
      promises: this.#promisesOf(entityRef),
    };
  }

  #rolesOf(entityRef: string): ReadonlyMap<string, string[]> {
    let roles = this.#roles.get(entityRef);
    if (!roles) {
      const entity = this.currentOf(entityRef)?.entity;
      roles = entity ? readRoles(entity, this.#now) : new Map();
      this.#roles.set(entityRef, roles);
    }
    return roles;
  }

  /**
   * Judged as if the release had arrived: many checks ask for nothing before
   * production.
   */
  #outcomesOf(
    entityRef: string,
    stage: Lifecycle,
  ): ReadonlyMap<string, Outcome> {
    const key = `${entityRef} ${stage}`;
    let outcomes = this.#outcomes.get(key);
    if (!outcomes) {
      const evidence = this.#evidence.get(entityRef);
      outcomes = new Map(
        evidence
          ? evaluateReadiness(
              tellTitles(atStage(evidence, stage), ref =>
                this.tree.nameOf(ref),
              ),
              this.#checkSet,
              this.#now,
            ).outcomes.map(outcome => [outcome.checkId, outcome])
          : [],
      );
      this.#outcomes.set(key, outcomes);
    }
    return outcomes;
  }

  #promisesOf(entityRef: string): PromisesStanding | undefined {
    let promises = this.#promises.get(entityRef);
    const evidence = this.#evidence.get(entityRef);
    if (!promises && evidence) {
      promises = promisesStanding(evidence, this.#now);
      this.#promises.set(entityRef, promises);
    }
    return promises;
  }
}

function toCurrent(entity: ScoredEntity): CurrentEntity {
  const content = handoffContent(entity);
  return { entity, content, fingerprint: sha256(handoffContentText(content)) };
}

function readRoles(entity: ScoredEntity, now: Date): Map<string, string[]> {
  const contract =
    entity.kind === 'DataProduct' && entity.spec.contract !== undefined
      ? readContract(entity.spec.contract).contract
      : undefined;
  return new Map(
    readOwnership(entity, contract, now).roles.map(({ role, holders }) => [
      role,
      holders.map(({ ref }) => ref),
    ]),
  );
}

function atStage(
  evidence: ReadinessEvidence,
  lifecycle: Lifecycle,
): ReadinessEvidence {
  const { spec, ...entity } = evidence.entity;
  return {
    ...evidence,
    entity: { ...entity, spec: { ...(spec as object), lifecycle } },
  };
}
