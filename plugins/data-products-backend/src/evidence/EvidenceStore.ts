import { createHash } from 'node:crypto';
import {
  abridgeEvidence,
  RecordedFacts,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import {
  inList,
  insertRows,
  isPostgres,
  nextRevision,
  updateRows,
} from '../database';
import { version } from '../../package.json';
import { recheckAgreements } from '../agreement/AgreementStore';
import { saveReleases } from '../change/releases';
import { removeImpactNodes, saveImpactNodes } from '../impact';
import { removePromises, savePromises } from '../sla/PromiseStore';
import { CollectedEvidence } from './CollectedEvidence';

/** What is stored of an entity, as far as the sync wants to know. */
export interface StoredEvidence {
  entityRef: string;
  /** Empty when another version of the plugin has collected it. */
  etag: string;
  refreshAt?: string;
}

/**
 * Keeps what was collected: evidence, ownership maps, dataset claims, and what
 * each of them depends on.
 */
export class EvidenceStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new EvidenceStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Everything stored, in pages by ref. */
  async *list(pageSize = 2000): AsyncGenerator<StoredEvidence[]> {
    let after = '';
    for (;;) {
      const rows = await this.#knex('evidence')
        .select('entity_ref', 'etag', 'refresh_at')
        .where('entity_ref', '>', after)
        .orderBy('entity_ref')
        .limit(pageSize);
      if (rows.length) {
        yield rows.map(toStoredEvidence);
        after = rows[rows.length - 1].entity_ref;
      }
      if (rows.length < pageSize) {
        return;
      }
    }
  }

  /** Those of the refs that are stored. */
  async find(entityRefs: readonly string[]): Promise<StoredEvidence[]> {
    const rows = await this.#knex('evidence')
      .select('entity_ref', 'etag', 'refresh_at')
      .whereIn('entity_ref', inList(this.#knex, 'text', entityRefs));
    return rows.map(toStoredEvidence);
  }

  /** Every entity that evidence depends on, with the etag it had. */
  async *listReferences(
    pageSize = 2000,
  ): AsyncGenerator<{ ref: string; etag?: string }[]> {
    let after = '';
    for (;;) {
      const rows: { ref: string; etag: string | null }[] = await this.#knex(
        'catalog_reference',
      )
        .select('ref', 'etag')
        .where('ref', '>', after)
        .orderBy('ref')
        .limit(pageSize);
      if (rows.length) {
        yield rows.map(({ ref, etag }) => ({ ref, etag: etag ?? undefined }));
        after = rows[rows.length - 1].ref;
      }
      if (rows.length < pageSize) {
        return;
      }
    }
  }

  /** The etags that were last seen of referenced entities; absent ones too. */
  async findReferences(
    refs: readonly string[],
  ): Promise<Map<string, string | undefined>> {
    const rows: { ref: string; etag: string | null }[] = await this.#knex(
      'catalog_reference',
    )
      .select('ref', 'etag')
      .whereIn('ref', inList(this.#knex, 'text', refs));
    return new Map(rows.map(({ ref, etag }) => [ref, etag ?? undefined]));
  }

  /** The entities whose evidence depends on any of the refs. */
  async findDependants(refs: readonly string[]): Promise<string[]> {
    return dependantsOf(this.#knex, refs).pluck('entity_ref');
  }

  /**
   * Stores what was collected, and marks what is new or different as due.
   *
   * References that are new are stored with the etag that was seen. For those
   * that are known with another etag, see {@link EvidenceStore.settleReferences}.
   *
   * @returns how many of the entities were new or different.
   */
  async save(
    collected: readonly CollectedEvidence[],
    now: Date,
  ): Promise<number> {
    if (!collected.length) {
      return 0;
    }
    const documents = new Map(
      collected.map(entry => [entry.entityRef, toDocuments(entry)]),
    );
    return this.#knex.transaction(async tx => {
      await takeTurn(tx);
      const stored = new Map<string, { hash: string; etag: string }>(
        (
          await tx('evidence')
            .select('entity_ref', 'hash', 'etag')
            .whereIn('entity_ref', inList(tx, 'text', [...documents.keys()]))
        ).map(row => [row.entity_ref, { ...row, etag: readEtag(row.etag) }]),
      );

      const changed: CollectedEvidence[] = [];
      const touched: CollectedEvidence[] = [];
      for (const entry of collected) {
        const known = stored.get(entry.entityRef);
        if (known?.hash !== documents.get(entry.entityRef)?.hash) {
          changed.push(entry);
        } else if (known?.etag !== entry.etag) {
          touched.push(entry);
        }
      }
      if (!changed.length && !touched.length) {
        return 0;
      }
      // Objectives before the readiness, as their evaluation takes them.
      const unpromised = await savePromises(
        tx,
        // What could not be read has not ceased to be promised.
        changed.filter(({ evidence }) => evidence.failure === undefined),
        now,
      );
      await recheckAgreements(
        tx,
        changed.map(({ entityRef }) => entityRef),
      );
      await lockReadiness(
        tx,
        [...changed, ...touched].map(({ entityRef }) => entityRef),
      );
      await this.#saveFacts(
        tx,
        'observations',
        new Map(unpromised.map(ref => [ref, undefined])),
      );
      if (changed.length) {
        await this.#saveChanged(tx, changed, documents, now);
        await this.#addReferences(tx, changed);
      }
      await updateRows(
        tx,
        'evidence',
        'entity_ref',
        { entity_ref: 'text', etag: 'text' },
        touched.map(({ entityRef, etag }) => [entityRef, stampEtag(etag)]),
      );
      return changed.length;
    });
  }

  /**
   * Stores the etags with which referenced entities were seen, once all that
   * depends on them was collected again. Until then the old etags stay, so
   * that work which is cut short is found to be undone.
   *
   * @param seen - The etag of each ref, absent for those that do not exist.
   * @param collected - The entities that were collected with these etags.
   * @returns the entities that depend on what has changed and were not
   * collected; nothing is stored while there are any.
   */
  async settleReferences(
    seen: ReadonlyMap<string, string | undefined>,
    collected: readonly string[],
  ): Promise<string[]> {
    return this.#knex.transaction(async tx => {
      await takeTurn(tx);
      const known: { ref: string; etag: string | null }[] = await tx(
        'catalog_reference',
      )
        .select('ref', 'etag')
        .whereIn('ref', inList(tx, 'text', [...seen.keys()]));
      const different = known
        .filter(({ ref, etag }) => seen.get(ref) !== (etag ?? undefined))
        .map(({ ref }) => ref);
      if (!different.length) {
        return [];
      }
      const missed: string[] = await dependantsOf(tx, different)
        .whereNotIn('entity_ref', inList(tx, 'text', collected))
        .pluck('entity_ref');
      if (!missed.length) {
        await updateRows(
          tx,
          'catalog_reference',
          'ref',
          { ref: 'text', etag: 'text' },
          different.map(ref => [ref, seen.get(ref)]),
        );
      }
      return missed;
    });
  }

  /**
   * Stores facts of one kind, and marks those entities as due of which they
   * are other facts than before. Entities without evidence are left out.
   *
   * @param facts - of each entity, by its ref; `undefined` takes them away
   * @param transaction - in which the facts come to be; it must not hold rows
   * of the readiness yet
   * @returns how many entities have other facts than before.
   */
  async setFacts<K extends keyof RecordedFacts>(
    kind: K,
    facts: ReadonlyMap<string, RecordedFacts[K]>,
    now: Date,
    transaction?: Knex.Transaction,
  ): Promise<number> {
    if (!facts.size) {
      return 0;
    }
    if (!transaction) {
      return this.#knex.transaction(tx => this.setFacts(kind, facts, now, tx));
    }
    const tx = transaction;
    await lockReadiness(tx, [...facts.keys()]);
    const changed = await this.#saveFacts(tx, kind, facts);
    if (!changed.length) {
      return 0;
    }
    const revision = await nextRevision(tx);
    await tx('readiness')
      .whereIn('entity_id', inList(tx, 'integer', changed))
      .update({ due_at: now.toISOString(), revision });
    return changed.length;
  }

  /** Forgets entities that the catalog no longer has. */
  async remove(entityRefs: readonly string[], now: Date): Promise<void> {
    if (!entityRefs.length) {
      return;
    }
    await this.#knex.transaction(async tx => {
      await takeTurn(tx);
      const ids: number[] = await tx('evidence')
        .whereIn('entity_ref', inList(tx, 'text', entityRefs))
        .pluck('entity_id');
      if (!ids.length) {
        return;
      }
      await removePromises(tx, entityRefs);
      await lockReadiness(tx, entityRefs);
      const revision = await nextRevision(tx);
      await tx.raw(
        'insert into readiness_removal (entity_id, at, revision) select entity_id, ?, ? from evidence where entity_id in ?',
        [now.toISOString(), revision, inList(tx, 'integer', ids)],
      );
      await removeImpactNodes(tx, entityRefs, revision);
      await tx('evidence')
        .whereIn('entity_id', inList(tx, 'integer', ids))
        .delete();
      await tx.raw(
        'delete from catalog_reference where not exists (select 1 from evidence_reference r where r.ref = catalog_reference.ref)',
      );
    });
  }

  /** @returns the ids of the entities of which they are other facts than before. */
  async #saveFacts<K extends keyof RecordedFacts>(
    tx: Knex.Transaction,
    kind: K,
    facts: ReadonlyMap<string, RecordedFacts[K]>,
  ): Promise<number[]> {
    if (!facts.size) {
      return [];
    }
    const rows: { entity_id: number; entity_ref: string; facts?: string }[] =
      await tx('evidence')
        .select('entity_id', 'entity_ref', 'facts')
        .whereIn('entity_ref', inList(tx, 'text', [...facts.keys()]));
    const changed = rows.flatMap(({ entity_id, entity_ref, facts: stored }) => {
      const recorded: RecordedFacts = stored ? JSON.parse(stored) : {};
      const value = facts.get(entity_ref);
      if (JSON.stringify(recorded[kind]) === JSON.stringify(value)) {
        return [];
      }
      const next = JSON.stringify({ ...recorded, [kind]: value });
      return [[entity_id, next === '{}' ? undefined : next] as const];
    });
    await updateRows(
      tx,
      'evidence',
      'entity_id',
      { entity_id: 'integer', facts: 'text' },
      changed,
    );
    return changed.map(([entityId]) => entityId);
  }

  async #addReferences(
    tx: Knex.Transaction,
    changed: readonly CollectedEvidence[],
  ) {
    const references = new Map(changed.flatMap(entry => [...entry.references]));
    const known = new Set<string>(
      await tx('catalog_reference')
        .whereIn('ref', inList(tx, 'text', [...references.keys()]))
        .pluck('ref'),
    );
    await insertRows(
      tx,
      'catalog_reference',
      { ref: 'text', etag: 'text' },
      [...references].filter(([ref]) => !known.has(ref)),
    );
  }

  async #saveChanged(
    tx: Knex.Transaction,
    changed: CollectedEvidence[],
    documents: Map<string, Documents>,
    now: Date,
  ) {
    const refs = changed.map(({ entityRef }) => entityRef);
    const revision = await nextRevision(tx);
    await insertRows(
      tx,
      'evidence',
      {
        entity_ref: 'text',
        etag: 'text',
        document: 'text',
        abridged: 'text',
        hash: 'text',
        refresh_at: 'text',
      },
      changed.map(({ entityRef, etag, refreshAt }) => {
        const { evidence, abridged, hash } = documents.get(entityRef)!;
        return [
          entityRef,
          stampEtag(etag),
          evidence,
          abridged,
          hash,
          refreshAt,
        ];
      }),
      { replace: 'entity_ref' },
    );
    await saveImpactNodes(
      tx,
      new Map(changed.map(({ entityRef, impact }) => [entityRef, impact])),
      true,
      revision,
    );
    await saveReleases(
      tx,
      changed.flatMap(({ entityRef, release }) =>
        release ? [{ entityRef, release }] : [],
      ),
      revision,
      now,
    );
    const ids = await this.#getIds(tx, refs);
    const idOf = (entry: CollectedEvidence) => ids.get(entry.entityRef)!;
    const all = inList(tx, 'integer', [...ids.values()]);
    for (const table of [
      'evidence_reference',
      'ownership_role',
      'dataset_claim',
    ]) {
      await tx(table).whereIn('entity_id', all).delete();
    }
    await insertRows(
      tx,
      'evidence_reference',
      { entity_id: 'integer', ref: 'text' },
      changed.flatMap(entry =>
        [...entry.references.keys()].map(ref => [idOf(entry), ref]),
      ),
    );
    await insertRows(
      tx,
      'ownership_role',
      { entity_id: 'integer', role: 'text', ref: 'text', vacant: 'boolean' },
      changed.flatMap(entry =>
        entry.ownership.roles.flatMap(({ role, vacant, holders }) => {
          const named = holders.length
            ? holders.map(({ ref }) => ref)
            : [undefined];
          return named.map(ref => [idOf(entry), role, ref, vacant]);
        }),
      ),
    );
    await insertRows(
      tx,
      'dataset_claim',
      { entity_id: 'integer', pattern: 'text', prefix: 'boolean' },
      changed.flatMap(entry =>
        entry.datasets.map(({ pattern, prefix }) => [
          idOf(entry),
          pattern,
          prefix,
        ]),
      ),
    );
    await insertRows(
      tx,
      'ownership',
      { entity_id: 'integer', document: 'text' },
      changed.map(entry => [
        idOf(entry),
        documents.get(entry.entityRef)!.ownership,
      ]),
      { replace: 'entity_id' },
    );
    await insertRows(
      tx,
      'listing',
      { entity_id: 'integer', document: 'text', revision: 'bigint' },
      changed.map(entry => [
        idOf(entry),
        documents.get(entry.entityRef)!.listing,
        revision,
      ]),
      { replace: 'entity_id' },
    );
    const dueAt = now.toISOString();
    await insertRows(
      tx,
      'readiness',
      { entity_id: 'integer', due_at: 'text', revision: 'bigint' },
      changed.map(entry => [idOf(entry), dueAt, revision]),
      { replace: 'entity_id' },
    );
  }

  async #getIds(
    tx: Knex.Transaction,
    entityRefs: string[],
  ): Promise<Map<string, number>> {
    const rows = await tx('evidence')
      .select('entity_id', 'entity_ref')
      .whereIn('entity_ref', inList(tx, 'text', entityRefs));
    return new Map(rows.map(row => [row.entity_ref, row.entity_id]));
  }
}

/**
 * Writers of evidence take turns: what one of them compared stays true until
 * it has written, and none holds rows that another one waits for.
 */
async function takeTurn(tx: Knex.Transaction): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw(
      "select pg_advisory_xact_lock(hashtext('handoff-data-products-evidence'))",
    );
  }
}

function dependantsOf(knex: Knex, refs: readonly string[]): Knex.QueryBuilder {
  return knex('evidence').whereIn(
    'entity_id',
    knex('evidence_reference')
      .select('entity_id')
      .whereIn('ref', inList(knex, 'text', refs)),
  );
}

/**
 * Takes the rows before the revision, as the evaluation does: in the other
 * order, the two would wait for each other.
 */
async function lockReadiness(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw(
      `select 1 from readiness where entity_id in (
         select entity_id from evidence where entity_ref in ?
       ) order by entity_id for update`,
      [inList(tx, 'text', entityRefs)],
    );
  }
}

/**
 * Another version of the plugin may make other evidence of the same entity:
 * what it has collected counts as changed.
 */
function stampEtag(etag: string): string {
  return `${version}:${etag}`;
}

function readEtag(stamped: string): string {
  const stamp = stampEtag('');
  return stamped.startsWith(stamp) ? stamped.slice(stamp.length) : '';
}

interface Documents {
  evidence: string;
  abridged: string;
  ownership: string;
  listing: string;
  hash: string;
}

function toDocuments(entry: CollectedEvidence): Documents {
  const evidence = JSON.stringify(entry.evidence);
  const ownership = JSON.stringify(entry.ownership);
  const listing = JSON.stringify(entry.listing);
  const hash = createHash('sha256');
  for (const part of [
    evidence,
    ownership,
    listing,
    JSON.stringify([
      entry.promises,
      entry.datasets,
      entry.refreshAt,
      [...entry.references.keys()].sort(),
      entry.impact,
      entry.release && [
        entry.release.version,
        entry.release.contract?.fingerprint,
      ],
    ]),
  ]) {
    hash.update(part).update('\n');
  }
  return {
    evidence,
    abridged: abridgeEvidence(entry.evidence),
    ownership,
    listing,
    hash: hash.digest('hex'),
  };
}

function toStoredEvidence(row: {
  entity_ref: string;
  etag: string;
  refresh_at: string | null;
}): StoredEvidence {
  return {
    entityRef: row.entity_ref,
    etag: readEtag(row.etag),
    refreshAt: row.refresh_at ?? undefined,
  };
}
