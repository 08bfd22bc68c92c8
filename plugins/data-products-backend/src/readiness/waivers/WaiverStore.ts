import {
  Waiver,
  WaiverState,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, isPostgres } from '../../database';
import { ApprovalSubject } from './ApprovalSubject';

/** Which waivers are wanted. */
export interface WaiverFilter {
  entityRef?: string;
  checkId?: string;
  state?: WaiverState;
}

/** A waiver, and its place in the order in which they were requested. */
export interface StoredWaiver {
  place: number;
  waiver: Waiver;
}

interface WaiverRow {
  waiver_id: number;
  id: string;
  entity_ref: string;
  check_id: string;
  reason: string;
  until: string;
  requested_by: string;
  requested_at: string;
  decision: 'approve' | 'reject' | null;
  decided_by: string | null;
  decided_at: string | null;
  decision_comment: string | null;
  withdrawn_at: string | null;
  revoked_by: string | null;
  revoked_at: string | null;
  revocation_reason: string | null;
}

/** Keeps waivers, as people requested and decided them. */
export class WaiverStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new WaiverStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(id: string, tx: Knex = this.#knex): Promise<Waiver | undefined> {
    const row = await tx<WaiverRow>('waiver').where({ id }).first();
    return row && toWaiver(row);
  }

  /**
   * Newest first.
   *
   * @param page - `before` is the place of the last one of the page before
   */
  async list(
    filter: WaiverFilter,
    page: { before?: number; limit: number },
    now: Date,
  ): Promise<StoredWaiver[]> {
    const query = this.#knex<WaiverRow>('waiver')
      .orderBy('waiver_id', 'desc')
      .limit(page.limit);
    if (filter.entityRef !== undefined) {
      query.where('entity_ref', filter.entityRef);
    }
    if (filter.checkId !== undefined) {
      query.where('check_id', filter.checkId);
    }
    if (filter.state !== undefined) {
      whereState(query, filter.state, now);
    }
    if (page.before !== undefined) {
      query.where('waiver_id', '<', page.before);
    }
    const rows: WaiverRow[] = await query;
    return rows.map(row => ({ place: row.waiver_id, waiver: toWaiver(row) }));
  }

  /**
   * Those of an entity that are in force or wait for a decision, oldest first.
   *
   * @param tx - that holds the {@link WaiverStore.lock} of the entity
   */
  async listOpen(
    tx: Knex.Transaction,
    entityRef: string,
    now: Date,
  ): Promise<Waiver[]> {
    const rows: WaiverRow[] = await tx<WaiverRow>('waiver')
      .where('entity_ref', entityRef)
      .where(where =>
        where
          .where(requested => whereState(requested, 'requested', now))
          .orWhere(approved => whereState(approved, 'approved', now)),
      )
      .orderBy('waiver_id');
    return rows.map(toWaiver);
  }

  /** Entities with a waiver in force that their evidence knows nothing of. */
  async listUntold(now: Date): Promise<string[]> {
    const query = this.#knex<WaiverRow>('waiver')
      .join('evidence', 'evidence.entity_ref', 'waiver.entity_ref')
      .where(where =>
        where
          .whereNull('evidence.facts')
          .orWhere('evidence.facts', 'not like', '%"waivers":[%'),
      )
      .distinct('waiver.entity_ref');
    whereState(query, 'approved', now);
    return query.pluck('waiver.entity_ref');
  }

  /**
   * Who decides about waivers of an entity takes this first, and keeps others
   * from deciding about the same entity until the transaction ends. On SQLite,
   * there is one writer in any case.
   */
  async lock(tx: Knex.Transaction, entityRef: string): Promise<void> {
    if (isPostgres(tx)) {
      await tx.raw(
        "select pg_advisory_xact_lock(hashtext('handoff-data-products-waivers'), hashtext(?))",
        [entityRef],
      );
    }
  }

  async insert(tx: Knex.Transaction, waiver: Waiver): Promise<void> {
    await tx('waiver').insert(toRow(waiver));
  }

  async update(tx: Knex.Transaction, waiver: Waiver): Promise<void> {
    await tx('waiver').where({ id: waiver.id }).update(toRow(waiver));
  }

  /** What of entities tells who decides about their waivers, as last seen. */
  async getSubjects(
    entityRefs: readonly string[],
  ): Promise<Map<string, ApprovalSubject>> {
    const rows: { entity_ref: string; document: string }[] = await this.#knex(
      'evidence',
    )
      .select('entity_ref', 'document')
      .whereIn('entity_ref', inList(this.#knex, 'text', entityRefs));
    return new Map(
      rows.map(({ entity_ref, document }) => {
        const { kind, entity, roles } = JSON.parse(document);
        return [entity_ref, { kind, entity, roles }];
      }),
    );
  }
}

/** As `waiverState` tells it. */
function whereState(
  query: Knex.QueryBuilder,
  state: WaiverState,
  now: Date,
): void {
  switch (state) {
    case 'withdrawn':
      query.whereNotNull('withdrawn_at');
      return;
    case 'rejected':
      query.where('decision', 'reject');
      return;
    case 'revoked':
      query.whereNotNull('revoked_at');
      return;
    case 'requested':
      query.whereNull('decision');
      break;
    case 'approved':
      query.where('decision', 'approve');
      break;
    default:
      query.where(where =>
        where.whereNull('decision').orWhere('decision', 'approve'),
      );
  }
  query
    .whereNull('withdrawn_at')
    .whereNull('revoked_at')
    .where('until', state === 'expired' ? '<=' : '>', now.toISOString());
}

function toWaiver(row: WaiverRow): Waiver {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    checkId: row.check_id,
    reason: row.reason,
    until: row.until,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    decision:
      row.decision && row.decided_by && row.decided_at
        ? {
            decision: row.decision,
            by: row.decided_by,
            at: row.decided_at,
            comment: row.decision_comment ?? undefined,
          }
        : undefined,
    withdrawal: row.withdrawn_at ? { at: row.withdrawn_at } : undefined,
    revocation:
      row.revoked_by && row.revoked_at
        ? {
            by: row.revoked_by,
            at: row.revoked_at,
            reason: row.revocation_reason ?? '',
          }
        : undefined,
  };
}

function toRow(waiver: Waiver): Omit<WaiverRow, 'waiver_id'> {
  const { decision, withdrawal, revocation } = waiver;
  return {
    id: waiver.id,
    entity_ref: waiver.entityRef,
    check_id: waiver.checkId,
    reason: waiver.reason,
    until: waiver.until,
    requested_by: waiver.requestedBy,
    requested_at: waiver.requestedAt,
    decision: decision?.decision ?? null,
    decided_by: decision?.by ?? null,
    decided_at: decision?.at ?? null,
    decision_comment: decision?.comment ?? null,
    withdrawn_at: withdrawal?.at ?? null,
    revoked_by: revocation?.by ?? null,
    revoked_at: revocation?.at ?? null,
    revocation_reason: revocation?.reason ?? null,
  };
}
