import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  DataProductEntity,
  DecisionPathEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { CatalogEntry, CatalogReader } from './CatalogReader';
import {
  collectEvidence,
  collectFailure,
  referencesOf,
} from './collectEvidence';
import { EvidenceStore } from './EvidenceStore';
import { PersonStore } from './PersonStore';
import { TeamStore } from './TeamStore';

const BATCH_SIZE = 200;
const REFERENCES_AT_ONCE = 2000;

/** How a reconcile or a hint ended. */
export interface SyncResult {
  /** Entities whose evidence was collected again. */
  collected: number;
  /** Entities whose evidence is new or different. */
  changed: number;
  removed: number;
}

/**
 * Brings evidence in line with the catalog: {@link CatalogSync.sync} for
 * entities that a hint names, {@link CatalogSync.reconcile} for everything.
 *
 * The catalog has no feed of changes. Etags tell which entities, and which of
 * those that they refer to, are other than they were when last seen.
 */
export class CatalogSync {
  readonly #reader: CatalogReader;
  readonly #evidence: EvidenceStore;
  readonly #teams: TeamStore;
  readonly #people: PersonStore;
  readonly #logger: LoggerService;
  readonly #onChange: () => void;

  static create(options: {
    reader: CatalogReader;
    evidence: EvidenceStore;
    teams: TeamStore;
    people: PersonStore;
    logger: LoggerService;
    /** Called when something became due. */
    onChange: () => void;
  }) {
    return new CatalogSync(options);
  }

  private constructor(options: {
    reader: CatalogReader;
    evidence: EvidenceStore;
    teams: TeamStore;
    people: PersonStore;
    logger: LoggerService;
    onChange: () => void;
  }) {
    this.#reader = options.reader;
    this.#evidence = options.evidence;
    this.#teams = options.teams;
    this.#people = options.people;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  /** Compares everything, and collects again what differs. */
  async reconcile(now: Date, signal?: AbortSignal): Promise<SyncResult> {
    await this.#reconcileTeams();
    await this.#reconcilePeople();

    const etags = await this.#reader.listEtags();
    const stale = new Set<string>();
    const removed: string[] = [];
    const missing = new Map(etags);
    const time = now.toISOString();
    for await (const page of this.#evidence.list()) {
      for (const { entityRef, etag, refreshAt } of page) {
        missing.delete(entityRef);
        const current = etags.get(entityRef);
        if (current === undefined) {
          removed.push(entityRef);
        } else if (current !== etag || (refreshAt && refreshAt <= time)) {
          stale.add(entityRef);
        }
      }
    }
    for (const ref of missing.keys()) {
      stale.add(ref);
    }

    for await (const page of this.#evidence.listReferences()) {
      const current = await this.#reader.getEtags(page.map(({ ref }) => ref));
      const different = page.filter(
        ({ ref, etag }) => current.get(ref) !== etag,
      );
      if (different.length) {
        const dependants = await this.#evidence.findDependants(
          different.map(({ ref }) => ref),
        );
        dependants.filter(ref => etags.has(ref)).forEach(ref => stale.add(ref));
      }
    }

    await this.#evidence.remove(removed, now);
    const result = await this.#collect([...stale], now, signal);
    return { ...result, removed: result.removed + removed.length };
  }

  /**
   * Looks at entities that may have changed, of any kind. With a person, it
   * looks at the groups that they were or are a member of: no hint names those.
   *
   * @returns the refs among them for which the catalog still shows what was
   * seen before: it may not have stitched them yet.
   */
  async sync(refs: readonly string[], now: Date): Promise<string[]> {
    const teams = await this.#teamsBehind(refs);
    const differentTeams = await this.#syncTeams([
      ...new Set([
        ...refs.filter(ref => ref.startsWith('group:')),
        ...[...teams.values()].flat(),
      ]),
    ]);

    const looked = [...new Set([...refs, ...differentTeams])];
    const scored = looked.filter(isScoredRef);
    const [current, stored, references] = await Promise.all([
      this.#reader.getEtags(looked),
      this.#evidence.find(scored),
      this.#evidence.findReferences(looked),
    ]);
    const storedEtags = new Map(
      stored.map(({ entityRef, etag }) => [entityRef, etag]),
    );

    const stale = new Set<string>();
    const differentReferences: string[] = [];
    const unchanged: string[] = [];
    for (const ref of looked) {
      const etag = current.get(ref);
      const asEntity = isScoredRef(ref) && storedEtags.get(ref) !== etag;
      const asReference = references.has(ref) && references.get(ref) !== etag;
      if (asEntity) {
        stale.add(ref);
      }
      if (asReference) {
        differentReferences.push(ref);
      }
      const groups = teams.get(ref);
      if (groups) {
        // The groups follow the person, and may do so a moment later.
        if (!groups.some(group => differentTeams.has(group))) {
          unchanged.push(ref);
        }
      } else if (
        isScoredRef(ref) ||
        references.has(ref) ||
        ref.startsWith('group:')
      ) {
        if (!asEntity && !asReference && !differentTeams.has(ref)) {
          unchanged.push(ref);
        }
      }
    }
    if (differentReferences.length) {
      (await this.#evidence.findDependants(differentReferences)).forEach(ref =>
        stale.add(ref),
      );
    }
    await this.#collect([...stale], now);
    return unchanged;
  }

  /** For each person among the refs, the groups that they were or are in. */
  async #teamsBehind(
    refs: readonly string[],
  ): Promise<Map<string, readonly string[]>> {
    const people = refs.filter(ref => ref.startsWith('user:'));
    if (!people.length) {
      return new Map();
    }
    const [current, teams] = await Promise.all([
      this.#reader.getMemberships(people),
      this.#teams.list(),
      this.#syncPeople(people),
    ]);
    return new Map(
      people.map(person => [
        person,
        [
          ...(current.get(person) ?? []),
          ...teams
            .filter(({ members }) => members.includes(person))
            .map(({ ref }) => ref),
        ],
      ]),
    );
  }

  /** @returns the groups among the refs that are new or different. */
  async #syncTeams(refs: readonly string[]): Promise<Set<string>> {
    if (!refs.length) {
      return new Set();
    }
    const [current, known] = await Promise.all([
      this.#reader.getTeams(refs),
      this.#teams.list(),
    ]);
    const etags = new Map(known.map(team => [team.ref, team.etag]));
    const different = current.filter(
      ({ ref, etag }) => etags.get(ref) !== etag,
    );
    await this.#teams.save(different);
    return new Set(different.map(({ ref }) => ref));
  }

  async #syncPeople(refs: readonly string[]): Promise<void> {
    const [entries, known] = await Promise.all([
      this.#reader.getEntries(refs),
      this.#people.titles(),
    ]);
    const titled = refs.flatMap(ref => {
      const title = entries.get(ref)?.directory?.title;
      return title ? [{ ref, title }] : [];
    });
    await this.#people.save(
      titled.filter(({ ref, title }) => known.get(ref) !== title),
    );
  }

  async #reconcilePeople(): Promise<void> {
    const stored = await this.#people.list();
    const gone = new Set(stored.keys());
    for await (const page of this.#reader.listPeople()) {
      await this.#people.save(
        page.filter(({ ref, title }) => stored.get(ref) !== title),
      );
      page.forEach(({ ref }) => gone.delete(ref));
    }
    await this.#people.remove([...gone]);
  }

  async #reconcileTeams(): Promise<void> {
    const current = await this.#reader.listTeams();
    const stored = new Map(
      (await this.#teams.list()).map(team => [team.ref, team.etag]),
    );
    await this.#teams.save(
      current.filter(({ ref, etag }) => stored.get(ref) !== etag),
    );
    current.forEach(({ ref }) => stored.delete(ref));
    await this.#teams.remove([...stored.keys()]);
  }

  /**
   * Collects entities again, and with them all others that depend on
   * something that turns out to have changed.
   */
  async #collect(
    refs: readonly string[],
    now: Date,
    signal?: AbortSignal,
  ): Promise<SyncResult> {
    const result: SyncResult = { collected: 0, changed: 0, removed: 0 };
    const known = new Map<string, CatalogEntry | undefined>();
    const asked = new Set<string>();
    let waiting = [...refs];
    while (waiting.length) {
      for (let i = 0; i < waiting.length; i += BATCH_SIZE) {
        signal?.throwIfAborted();
        const batch = waiting.slice(i, i + BATCH_SIZE);
        await this.#collectBatch(batch, known, now, result);
        batch.forEach(ref => asked.add(ref));
      }
      const missed = await this.#settle(known, asked);
      waiting = missed.filter(ref => !asked.has(ref));
    }
    return result;
  }

  async #collectBatch(
    batch: string[],
    known: Map<string, CatalogEntry | undefined>,
    now: Date,
    result: SyncResult,
  ): Promise<void> {
    const entities = await this.#reader.getScored(batch);
    await this.#lookUp([...entities.values()], known, now);

    const collected = [...entities.values()].map(entity => {
      try {
        return collectEvidence(
          entity,
          ref => known.get(ref)?.directory,
          ref => known.get(ref),
          now,
        );
      } catch (error) {
        // One entity that cannot be read must not keep the others out.
        const cause = toError(error);
        this.#logger.error(
          `Could not collect evidence of ${entity.kind} ${entity.metadata.name}`,
          cause,
        );
        return collectFailure(entity, cause.message);
      }
    });
    const changed = await this.#evidence.save(collected, now);
    const gone = batch.filter(ref => !entities.has(ref));
    await this.#evidence.remove(gone, now);

    result.collected += collected.length;
    result.changed += changed;
    result.removed += gone.length;
    if (changed || gone.length) {
      this.#onChange();
    }
  }

  /** @returns the entities that were missed: they depend on what has changed. */
  async #settle(
    known: ReadonlyMap<string, CatalogEntry | undefined>,
    asked: ReadonlySet<string>,
  ): Promise<string[]> {
    const seen = [...known].map(
      ([ref, entry]) => [ref, entry?.etag] as [string, string | undefined],
    );
    const missed = new Set<string>();
    for (let i = 0; i < seen.length; i += REFERENCES_AT_ONCE) {
      const page = new Map(seen.slice(i, i + REFERENCES_AT_ONCE));
      const dependants = await this.#evidence.settleReferences(page, [
        ...asked,
      ]);
      dependants.forEach(ref => missed.add(ref));
    }
    return [...missed];
  }

  /** Adds to `known` what the entities refer to, groups' members and nested groups included. */
  async #lookUp(
    entities: (DataProductEntity | DecisionPathEntity)[],
    known: Map<string, CatalogEntry | undefined>,
    now: Date,
  ): Promise<void> {
    let waiting = entities.flatMap(entity => safeReferences(entity, now));
    while (waiting.length) {
      const refs = [...new Set(waiting)].filter(ref => !known.has(ref));
      const entries = await this.#reader.getEntries(refs);
      entries.forEach((entry, ref) => known.set(ref, entry));
      waiting = [...entries.values()].flatMap(entry => [
        ...(entry?.directory?.children ?? []),
        ...(entry?.directory?.members ?? []),
      ]);
    }
  }
}

function safeReferences(
  entity: DataProductEntity | DecisionPathEntity,
  now: Date,
): string[] {
  try {
    return referencesOf(entity, now);
  } catch {
    // Reported when its evidence is collected.
    return [];
  }
}

function isScoredRef(ref: string): boolean {
  return ref.startsWith('dataproduct:') || ref.startsWith('decisionpath:');
}
