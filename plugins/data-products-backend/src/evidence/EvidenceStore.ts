import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import { inList, isPostgres, nextRevision, recordset } from '../database';
import { CollectedEvidence } from './CollectedEvidence';

/** What is stored of an entity, as far as the sync wants to know. */
export interface StoredEvidence {
  entityRef: string;
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
    return this.#knex('evidence')
      .whereIn(
        'entity_id',
        this.#knex('evidence_reference')
          .select('entity_id')
          .whereIn('ref', inList(this.#knex, 'text', refs)),
      )
      .pluck('entity_ref');
  }

  /**
   * Stores what was collected, and marks what is new or different as due.
   *
   * @returns how many of the entities were new or different.
   */
  async save(collected: readonly CollectedEvidence[], now: Date) {
    if (!collected.length) {
      return 0;
    }
    const documents = new Map(
      collected.map(entry => [entry.entityRef, toDocuments(entry)]),
    );
    return this.#knex.transaction(async tx => {
      const stored = new Map<string, { hash: string; etag: string }>(
        (
          await tx('evidence')
            .select('entity_ref', 'hash', 'etag')
            .whereIn('entity_ref', inList(tx, 'text', [...documents.keys()]))
        ).map(row => [row.entity_ref, row]),
      );
      await this.#saveReferences(tx, collected);

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
      if (touched.length) {
        await tx.raw(
          'update evidence set etag = t.etag from ? as t where evidence.entity_ref = t.entity_ref',
          [
            recordset(
              tx,
              { entity_ref: 'text', etag: 'text' },
              touched.map(({ entityRef, etag }) => [entityRef, etag]),
            ),
          ],
        );
      }
      if (changed.length) {
        await this.#saveChanged(tx, changed, documents, now);
      }
      return changed.length;
    });
  }

  /** Forgets entities that the catalog no longer has. */
  async remove(entityRefs: readonly string[], now: Date): Promise<void> {
    if (!entityRefs.length) {
      return;
    }
    await this.#knex.transaction(async tx => {
      const refs = inList(tx, 'text', entityRefs);
      await lockReadiness(tx, entityRefs);
      const revision = await nextRevision(tx);
      await tx.raw(
        'insert into readiness_removal (entity_id, at, revision) select entity_id, ?, ? from evidence where entity_ref in ?',
        [now.toISOString(), revision, refs],
      );
      await tx('evidence').whereIn('entity_ref', refs).delete();
      await tx.raw(
        'delete from catalog_reference where not exists (select 1 from evidence_reference r where r.ref = catalog_reference.ref)',
      );
    });
  }

  async #saveReferences(
    tx: Knex.Transaction,
    collected: readonly CollectedEvidence[],
  ) {
    const references = new Map(
      collected.flatMap(entry => [...entry.references]),
    );
    const known = new Map<string, string | null>(
      (
        await tx('catalog_reference')
          .select('ref', 'etag')
          .whereIn('ref', inList(tx, 'text', [...references.keys()]))
      ).map(row => [row.ref, row.etag]),
    );
    const rows = [...references].filter(
      ([ref, etag]) =>
        !known.has(ref) || (known.get(ref) ?? undefined) !== etag,
    );
    if (rows.length) {
      await tx.raw(
        'insert into catalog_reference (ref, etag) select ref, etag from ? as t where true on conflict (ref) do update set etag = excluded.etag',
        [
          recordset(
            tx,
            { ref: 'text', etag: 'text' },
            // In one order, so that two replicas never wait for each other.
            rows.sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        ],
      );
    }
  }

  async #saveChanged(
    tx: Knex.Transaction,
    changed: CollectedEvidence[],
    documents: Map<string, Documents>,
    now: Date,
  ) {
    await lockReadiness(
      tx,
      changed.map(({ entityRef }) => entityRef),
    );
    const revision = await nextRevision(tx);
    await tx.raw(
      `insert into evidence (entity_ref, etag, document, hash, refresh_at)
       select entity_ref, etag, document, hash, refresh_at from ? as t where true
       on conflict (entity_ref) do update set etag = excluded.etag, document = excluded.document,
         hash = excluded.hash, refresh_at = excluded.refresh_at`,
      [
        recordset(
          tx,
          {
            entity_ref: 'text',
            etag: 'text',
            document: 'text',
            hash: 'text',
            refresh_at: 'text',
          },
          changed.map(({ entityRef, etag, refreshAt }) => {
            const { evidence, hash } = documents.get(entityRef)!;
            return [entityRef, etag, evidence, hash, refreshAt];
          }),
        ),
      ],
    );
    const ids = new Map<string, number>(
      (
        await tx('evidence')
          .select('entity_id', 'entity_ref')
          .whereIn(
            'entity_ref',
            inList(
              tx,
              'text',
              changed.map(({ entityRef }) => entityRef),
            ),
          )
      ).map(row => [row.entity_ref, row.entity_id]),
    );
    const idOf = (entry: CollectedEvidence) => ids.get(entry.entityRef)!;
    const all = inList(tx, 'integer', [...ids.values()]);

    for (const table of [
      'evidence_reference',
      'ownership_role',
      'dataset_claim',
    ]) {
      await tx(table).whereIn('entity_id', all).delete();
    }
    await tx.raw(
      'insert into evidence_reference (entity_id, ref) select entity_id, ref from ? as t',
      [
        recordset(
          tx,
          { entity_id: 'integer', ref: 'text' },
          changed.flatMap(entry =>
            [...entry.references.keys()].map(ref => [idOf(entry), ref]),
          ),
        ),
      ],
    );
    await tx.raw(
      'insert into ownership_role (entity_id, role, ref, vacant) select entity_id, role, ref, vacant from ? as t',
      [
        recordset(
          tx,
          {
            entity_id: 'integer',
            role: 'text',
            ref: 'text',
            vacant: 'boolean',
          },
          changed.flatMap(entry =>
            entry.ownership.roles.flatMap(({ role, vacant, holders }) => {
              const refs = holders.length
                ? holders.map(({ ref }) => ref)
                : [undefined];
              return refs.map(ref => [idOf(entry), role, ref, vacant]);
            }),
          ),
        ),
      ],
    );
    await tx.raw(
      'insert into dataset_claim (entity_id, pattern, prefix) select entity_id, pattern, prefix from ? as t',
      [
        recordset(
          tx,
          { entity_id: 'integer', pattern: 'text', prefix: 'boolean' },
          changed.flatMap(entry =>
            entry.datasets.map(({ pattern, prefix }) => [
              idOf(entry),
              pattern,
              prefix,
            ]),
          ),
        ),
      ],
    );
    await tx.raw(
      `insert into ownership (entity_id, document) select entity_id, document from ? as t where true
       on conflict (entity_id) do update set document = excluded.document`,
      [
        recordset(
          tx,
          { entity_id: 'integer', document: 'text' },
          changed.map(entry => [
            idOf(entry),
            documents.get(entry.entityRef)!.ownership,
          ]),
        ),
      ],
    );
    await tx.raw(
      `insert into readiness (entity_id, listing, due_at, revision, listing_revision)
       select entity_id, listing, ?, ${revision}, ${revision} from ? as t where true
       on conflict (entity_id) do update set listing = excluded.listing, due_at = excluded.due_at,
         revision = excluded.revision, listing_revision = excluded.listing_revision`,
      [
        now.toISOString(),
        recordset(
          tx,
          { entity_id: 'integer', listing: 'text' },
          changed.map(entry => [
            idOf(entry),
            documents.get(entry.entityRef)!.listing,
          ]),
        ),
      ],
    );
  }
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

interface Documents {
  evidence: string;
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
      entry.datasets,
      entry.refreshAt,
      [...entry.references.keys()].sort(),
    ]),
  ]) {
    hash.update(part).update('\n');
  }
  return { evidence, ownership, listing, hash: hash.digest('hex') };
}

function toStoredEvidence(row: {
  entity_ref: string;
  etag: string;
  refresh_at: string | null;
}): StoredEvidence {
  return {
    entityRef: row.entity_ref,
    etag: row.etag,
    refreshAt: row.refresh_at ?? undefined,
  };
}
