import {
  Agreement,
  AgreementRevision,
  AgreementSide,
  AgreementSignature,
  AgreementState,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, isPostgres } from '../database';

/** Which agreements are wanted. */
export interface AgreementFilter {
  entityRef?: string;
  /** On either side. */
  party?: string;
  state?: AgreementState;
}

/** Where a list goes on: the last agreement of the page before. */
export interface AgreementPlace {
  at: string;
  id: string;
}

/** Keeps agreements, their revisions and their signatures. */
export class AgreementStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new AgreementStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Whoever changes agreements of an entity takes turns: what one of them
   * read stays true until it has written. Take it before everything else.
   */
  async takeTurn(tx: Knex.Transaction, entityRef: string): Promise<void> {
    if (isPostgres(tx)) {
      await tx.raw(
        "select pg_advisory_xact_lock(hashtext('handoff-data-products-agreements'), hashtext(?))",
        [entityRef],
      );
    }
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<Agreement | undefined> {
    const [agreement] = await this.#load(
      knex,
      await knex('agreement').where({ agreement_id: id }),
    );
    return agreement;
  }

  /** All of an entity, newest first. */
  async listOf(
    entityRef: string,
    knex: Knex = this.#knex,
  ): Promise<Agreement[]> {
    return this.#load(
      knex,
      await knex('agreement')
        .where({ entity_ref: entityRef })
        .orderBy([
          { column: 'proposed_at', order: 'desc' },
          { column: 'agreement_id', order: 'desc' },
        ]),
    );
  }

  /** A page of those that are wanted, newest first. */
  async list(
    { entityRef, party, state }: AgreementFilter,
    page: { after?: AgreementPlace; limit: number },
  ): Promise<Agreement[]> {
    const query = this.#knex('agreement')
      .orderBy([
        { column: 'proposed_at', order: 'desc' },
        { column: 'agreement_id', order: 'desc' },
      ])
      .limit(page.limit);
    if (entityRef !== undefined) {
      query.where('entity_ref', entityRef);
    }
    if (party !== undefined) {
      query.where(side =>
        side.where('provider', party).orWhere('consumer', party),
      );
    }
    if (state !== undefined) {
      query.where('state', state);
    }
    if (page.after) {
      query.whereRaw('(proposed_at, agreement_id) < (?, ?)', [
        page.after.at,
        page.after.id,
      ]);
    }
    return this.#load(this.#knex, await query);
  }

  /** All that wait for signatures or are in force, with a party on either side. */
  async listLive(parties: readonly string[]): Promise<Agreement[]> {
    const wanted = inList(this.#knex, 'text', parties);
    const states: AgreementState[] = ['proposed', 'active'];
    return this.#load(
      this.#knex,
      await this.#knex('agreement')
        .whereIn('state', states)
        .where(side =>
          side.whereIn('provider', wanted).orWhereIn('consumer', wanted),
        )
        .orderBy(['proposed_at', 'agreement_id']),
    );
  }

  /** Stores an agreement that is new, with its first revision. */
  async add(
    tx: Knex.Transaction,
    agreement: Agreement,
    state: AgreementState,
  ): Promise<void> {
    const [revision] = agreement.revisions;
    await tx('agreement').insert({
      agreement_id: agreement.id,
      entity_ref: agreement.entityRef,
      provider: agreement.provider,
      consumer: agreement.consumer,
      proposed_at: revision.proposedAt,
      state,
    });
    await this.addRevision(tx, agreement.id, revision);
  }

  async addRevision(
    tx: Knex.Transaction,
    id: string,
    revision: AgreementRevision,
  ): Promise<void> {
    await tx('agreement_revision').insert({
      agreement_id: id,
      revision: revision.revision,
      terms: JSON.stringify(revision.terms),
      fingerprint: revision.fingerprint,
      side: revision.side,
      proposed_by: revision.proposedBy,
      proposed_at: revision.proposedAt,
    });
  }

  async addSignature(
    tx: Knex.Transaction,
    id: string,
    signature: AgreementSignature,
  ): Promise<void> {
    await tx('agreement_signature').insert({
      agreement_id: id,
      ...signature,
    });
  }

  async terminate(
    tx: Knex.Transaction,
    id: string,
    { at, by, reason }: NonNullable<Agreement['termination']>,
  ): Promise<void> {
    await tx('agreement').where({ agreement_id: id }).update({
      terminated_at: at,
      terminated_by: by,
      termination_reason: reason,
    });
  }

  async supersede(
    tx: Knex.Transaction,
    ids: readonly string[],
    at: string,
  ): Promise<void> {
    await tx('agreement')
      .whereIn('agreement_id', inList(tx, 'text', ids))
      .update({ superseded_at: at });
  }

  /** @param dueAt - when time may change it; ISO 8601 */
  async saveState(
    tx: Knex.Transaction,
    id: string,
    state: AgreementState,
    dueAt: string | undefined,
  ): Promise<void> {
    await tx('agreement')
      .where({ agreement_id: id })
      .update({ state, due_at: dueAt ?? null });
  }

  /** The entities of which an agreement is due, or promises changed. */
  async listDueEntities(now: Date, limit: number): Promise<string[]> {
    const rows: { entity_ref: string }[] = await this.#knex('agreement')
      .select('entity_ref')
      .where('due_at', '<=', now.toISOString())
      .union(this.#knex('agreement_recheck').select('entity_ref'))
      .limit(limit);
    return rows.map(row => row.entity_ref);
  }

  /** Forgets that an entity's promises changed, as they are looked at now. */
  async settleRecheck(tx: Knex.Transaction, entityRef: string): Promise<void> {
    await tx('agreement_recheck').where({ entity_ref: entityRef }).delete();
  }

  async #load(knex: Knex, rows: AgreementRow[]): Promise<Agreement[]> {
    if (!rows.length) {
      return [];
    }
    const ids = inList(
      knex,
      'text',
      rows.map(row => row.agreement_id),
    );
    const revisions: RevisionRow[] = await knex('agreement_revision')
      .whereIn('agreement_id', ids)
      .orderBy('revision');
    const signatures: SignatureRow[] = await knex('agreement_signature')
      .whereIn('agreement_id', ids)
      .orderBy(['at', 'side']);
    const of = <T extends { agreement_id: string }>(all: T[], id: string) =>
      all.filter(({ agreement_id }) => agreement_id === id);
    return rows.map(row => ({
      id: row.agreement_id,
      entityRef: row.entity_ref,
      provider: row.provider,
      consumer: row.consumer,
      revisions: of(revisions, row.agreement_id).map(toRevision),
      signatures: of(signatures, row.agreement_id).map(toSignature),
      supersededAt: row.superseded_at ?? undefined,
      termination:
        row.terminated_at === null
          ? undefined
          : {
              at: row.terminated_at,
              by: row.terminated_by!,
              reason: row.termination_reason!,
            },
    }));
  }
}

/**
 * Has agreements on entities looked at again, in the transaction in which what
 * these promise changed.
 */
export async function recheckAgreements(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  await tx.raw(
    `insert into agreement_recheck (entity_ref)
     select distinct entity_ref from agreement where state = 'active' and entity_ref in ?
     on conflict (entity_ref) do nothing`,
    [inList(tx, 'text', entityRefs)],
  );
}

interface AgreementRow {
  agreement_id: string;
  entity_ref: string;
  provider: string;
  consumer: string;
  superseded_at: string | null;
  terminated_at: string | null;
  terminated_by: string | null;
  termination_reason: string | null;
}

interface RevisionRow {
  agreement_id: string;
  revision: number;
  terms: string;
  fingerprint: string;
  side: AgreementSide;
  proposed_by: string;
  proposed_at: string;
}

interface SignatureRow extends AgreementSignature {
  agreement_id: string;
}

function toRevision(row: RevisionRow): AgreementRevision {
  return {
    revision: row.revision,
    terms: JSON.parse(row.terms),
    fingerprint: row.fingerprint,
    side: row.side,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
  };
}

function toSignature({
  revision,
  fingerprint,
  side,
  signer,
  at,
}: SignatureRow): AgreementSignature {
  return { revision, fingerprint, side, signer, at };
}
