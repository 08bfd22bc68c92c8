import {
  Handoff,
  HandoffCompletion,
  HandoffContent,
  handoffContentText,
  HandoffSignature,
  HandoffState,
  HandoffWithdrawal,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows, isPostgres } from '../database';

/** Which handoffs are wanted. */
export interface HandoffFilter {
  entityRef?: string;
  /** As last judged. */
  state?: HandoffState;
  /** Refs of groups and users, of which one is waited for, as last judged. */
  waitingOn?: readonly string[];
}

/** Where a list goes on: the last handoff of the page before. */
export interface HandoffPlace {
  at: string;
  id: string;
}

/** How a handoff was last judged, for lists and the clock. */
export interface HandoffStanding {
  state: HandoffState;
  /** ISO 8601; when time alone may change it. */
  dueAt?: string;
  /** Refs of groups and users, with the items that they can do. */
  waitingOn: readonly { party: string; itemId: string }[];
}

/** How a handoff was judged the time before. */
export interface HandoffBefore {
  state: HandoffState;
  /** Whether a party was waited for, for an item. */
  isWaitingFor(party: string, itemId: string): boolean;
}

/** A handoff that has to be judged again. */
export interface DueHandoff {
  id: string;
  /** Of the readiness that it is to be judged by; absent without evidence. */
  revision?: string;
}

/** Keeps handoffs, their signatures, and the contents that they are about. */
export class HandoffStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new HandoffStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * A handoff, which nobody else changes until the transaction ends. Take it
   * before rows of the readiness and of the ledger.
   */
  async lock(tx: Knex.Transaction, id: string): Promise<Handoff | undefined> {
    const query = tx('handoff').where({ handoff_id: id });
    // On SQLite, there is one writer in any case.
    const rows = await (isPostgres(tx) ? query.forUpdate() : query);
    const [handoff] = await load(tx, rows);
    return handoff;
  }

  /**
   * Whoever writes down all sign-offs of an entity takes turns: what one of
   * them read stays true until it has written. Take it after the handoff.
   */
  async takeTurn(tx: Knex.Transaction, entityRef: string): Promise<void> {
    if (isPostgres(tx)) {
      await tx.raw(
        "select pg_advisory_xact_lock(hashtext('handoff-data-products-sign-offs'), hashtext(?))",
        [entityRef],
      );
    }
  }

  async get(id: string): Promise<Handoff | undefined> {
    const [handoff] = await load(
      this.#knex,
      await this.#knex('handoff').where({ handoff_id: id }),
    );
    return handoff;
  }

  /** The one that is neither withdrawn nor completed. */
  async findOpen(
    tx: Knex.Transaction,
    {
      entityRef,
      release,
      checklist,
    }: Pick<Handoff, 'entityRef' | 'release' | 'checklist'>,
  ): Promise<Handoff | undefined> {
    const [handoff] = await load(
      tx,
      await tx('handoff')
        .where({
          entity_ref: entityRef,
          release,
          checklist_id: checklist.id,
        })
        .whereNull('withdrawal')
        .whereNull('completion'),
    );
    return handoff;
  }

  /** The completed ones of an entity, oldest completion first. */
  async listCompleted(
    entityRef: string,
    knex: Knex = this.#knex,
  ): Promise<Handoff[]> {
    const handoffs = await load(
      knex,
      await knex('handoff')
        .where({ entity_ref: entityRef })
        .whereNotNull('completion'),
    );
    const completedAt = ({ completion }: Handoff) => completion?.at ?? '';
    return handoffs.sort((a, b) => (completedAt(a) < completedAt(b) ? -1 : 1));
  }

  /** A page of those that are wanted, newest first. */
  async list(
    { entityRef, state, waitingOn }: HandoffFilter,
    page: { after?: HandoffPlace; limit: number },
  ): Promise<Handoff[]> {
    const query = this.#knex('handoff')
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'handoff_id', order: 'desc' },
      ])
      .limit(page.limit);
    if (entityRef !== undefined) {
      query.where('entity_ref', entityRef);
    }
    if (state !== undefined) {
      query.where('state', state);
    }
    if (waitingOn) {
      query.whereIn(
        'handoff_id',
        this.#knex('handoff_waiting')
          .select('handoff_id')
          .whereIn('party', inList(this.#knex, 'text', waitingOn)),
      );
    }
    if (page.after) {
      query.whereRaw('(requested_at, handoff_id) < (?, ?)', [
        page.after.at,
        page.after.id,
      ]);
    }
    return load(this.#knex, await query);
  }

  /**
   * All that one of the parties is waited for in, as last judged, and all that
   * the person asked for which are approved; oldest first.
   */
  async listWaiting(
    parties: readonly string[],
    { approvedFor }: { approvedFor: string },
  ): Promise<Handoff[]> {
    return load(
      this.#knex,
      await this.#knex('handoff')
        .whereIn(
          'handoff_id',
          this.#knex('handoff_waiting')
            .select('handoff_id')
            .whereIn('party', inList(this.#knex, 'text', parties)),
        )
        .orWhere({
          state: 'approved' satisfies HandoffState,
          requester: approvedFor,
        })
        .orderBy(['requested_at', 'handoff_id']),
    );
  }

  /**
   * Those to judge again, by id: because time may have changed how they stand, or
   * because the readiness of their entity is another one.
   */
  async listDue(
    now: Date,
    page: { after: string; limit: number },
  ): Promise<DueHandoff[]> {
    const rows: { handoff_id: string; revision: string | number | null }[] =
      await this.#knex('handoff')
        .leftJoin('evidence', 'evidence.entity_ref', 'handoff.entity_ref')
        .leftJoin('readiness', 'readiness.entity_id', 'evidence.entity_id')
        .whereNull('handoff.withdrawal')
        .where('handoff.handoff_id', '>', page.after)
        .where(due =>
          due
            .where('handoff.due_at', '<=', now.toISOString())
            .orWhereRaw('handoff.revision is distinct from readiness.revision'),
        )
        .orderBy('handoff.handoff_id')
        .limit(page.limit)
        .select('handoff.handoff_id', 'readiness.revision');
    return rows.map(({ handoff_id, revision }) => ({
      id: handoff_id,
      revision: revision === null ? undefined : String(revision),
    }));
  }

  /**
   * @returns whether it was added: there is none with its id, and none open of
   * the same release with the same checklist.
   */
  async add(tx: Knex.Transaction, handoff: Handoff): Promise<boolean> {
    const added = await tx('handoff')
      .insert({
        handoff_id: handoff.id,
        entity_ref: handoff.entityRef,
        release: handoff.release,
        checklist_id: handoff.checklist.id,
        checklist: JSON.stringify(handoff.checklist),
        fingerprint: handoff.fingerprint,
        requester: handoff.requester,
        requested_at: handoff.requestedAt,
        comment: handoff.comment,
        state: 'open',
      })
      .onConflict()
      .ignore()
      .returning('handoff_id');
    return added.length > 0;
  }

  async addSignature(
    tx: Knex.Transaction,
    { id, signatures }: Handoff,
    signature: HandoffSignature,
  ): Promise<void> {
    const before = signatures.filter(
      ({ itemId, signer }) =>
        itemId === signature.itemId && signer === signature.signer,
    );
    await tx('handoff_signature').insert({
      handoff_id: id,
      number: signature.number,
      item_id: signature.itemId,
      decision: signature.decision,
      signer: signature.signer,
      turn: before.length + 1,
      party: signature.party,
      fingerprint: signature.fingerprint,
      comment: signature.comment,
      evidence: signature.evidence && JSON.stringify(signature.evidence),
      at: signature.at,
    });
  }

  async withdraw(
    tx: Knex.Transaction,
    id: string,
    withdrawal: HandoffWithdrawal,
  ): Promise<void> {
    await tx('handoff')
      .where({ handoff_id: id })
      .update({ withdrawal: JSON.stringify(withdrawal) });
  }

  async complete(
    tx: Knex.Transaction,
    id: string,
    completion: HandoffCompletion,
  ): Promise<void> {
    await tx('handoff')
      .where({ handoff_id: id })
      .update({ completion: JSON.stringify(completion) });
  }

  /** @returns how it was judged before. */
  async saveStanding(
    tx: Knex.Transaction,
    id: string,
    { state, dueAt, waitingOn }: HandoffStanding,
  ): Promise<HandoffBefore> {
    const row = await tx('handoff').where({ handoff_id: id }).first('state');
    const waiting: { party: string; items: string | null }[] = await tx(
      'handoff_waiting',
    )
      .where({ handoff_id: id })
      .select('party', 'items');
    const before = new Map(
      waiting.map(({ party, items }) => [party, items && JSON.parse(items)]),
    );
    const now = new Map<string, string[]>();
    for (const { party, itemId } of waitingOn) {
      now.set(party, [...(now.get(party) ?? []), itemId]);
    }
    await tx('handoff')
      .where({ handoff_id: id })
      .update({ state, due_at: dueAt ?? null });
    await tx('handoff_waiting').where({ handoff_id: id }).delete();
    await insertRows(
      tx,
      'handoff_waiting',
      { handoff_id: 'text', party: 'text', items: 'text' },
      [...now].map(([party, items]) => [id, party, JSON.stringify(items)]),
    );
    return {
      state: row.state,
      isWaitingFor: (party, itemId) =>
        before.has(party) && (before.get(party)?.includes(itemId) ?? true),
    };
  }

  /** Notes by which readiness a handoff was judged. */
  async saveRevision(
    tx: Knex.Transaction,
    { id, revision }: DueHandoff,
  ): Promise<void> {
    await tx('handoff')
      .where({ handoff_id: id })
      .update({ revision: revision ?? null });
  }

  async saveContent(
    tx: Knex.Transaction,
    fingerprint: string,
    content: HandoffContent,
  ): Promise<void> {
    await tx('handoff_content')
      .insert({ fingerprint, document: handoffContentText(content) })
      .onConflict('fingerprint')
      .ignore();
  }

  /** The contents that handoffs are about, by fingerprint. */
  async getContents(
    handoffs: readonly Handoff[],
    knex: Knex = this.#knex,
  ): Promise<Map<string, HandoffContent>> {
    const fingerprints = new Set(
      handoffs.flatMap(({ fingerprint, signatures, completion }) => [
        fingerprint,
        ...signatures.map(signature => signature.fingerprint),
        ...(completion ? [completion.fingerprint] : []),
      ]),
    );
    const rows = await knex('handoff_content')
      .whereIn('fingerprint', inList(knex, 'text', [...fingerprints]))
      .select('fingerprint', 'document');
    return new Map(
      rows.map(({ fingerprint, document }) => [
        fingerprint,
        JSON.parse(document),
      ]),
    );
  }
}

/** Adds to rows of handoffs their signatures. */
async function load(knex: Knex, rows: HandoffRow[]): Promise<Handoff[]> {
  if (!rows.length) {
    return [];
  }
  const signatures = new Map<string, HandoffSignature[]>(
    rows.map(({ handoff_id }) => [handoff_id, []]),
  );
  const found: SignatureRow[] = await knex('handoff_signature')
    .whereIn('handoff_id', inList(knex, 'text', [...signatures.keys()]))
    .orderBy(['handoff_id', 'number']);
  for (const row of found) {
    signatures.get(row.handoff_id)?.push(toSignature(row));
  }
  return rows.map(row => ({
    id: row.handoff_id,
    entityRef: row.entity_ref,
    release: row.release,
    checklist: JSON.parse(row.checklist),
    fingerprint: row.fingerprint,
    requester: row.requester,
    requestedAt: row.requested_at,
    comment: row.comment ?? undefined,
    withdrawal: row.withdrawal ? JSON.parse(row.withdrawal) : undefined,
    completion: row.completion ? JSON.parse(row.completion) : undefined,
    signatures: signatures.get(row.handoff_id) ?? [],
  }));
}

interface HandoffRow {
  handoff_id: string;
  entity_ref: string;
  release: string;
  checklist: string;
  fingerprint: string;
  requester: string;
  requested_at: string;
  comment: string | null;
  withdrawal: string | null;
  completion: string | null;
}

interface SignatureRow {
  handoff_id: string;
  number: number;
  item_id: string;
  decision: HandoffSignature['decision'];
  signer: string;
  party: string;
  fingerprint: string;
  comment: string | null;
  evidence: string | null;
  at: string;
}

function toSignature(row: SignatureRow): HandoffSignature {
  return {
    number: row.number,
    itemId: row.item_id,
    decision: row.decision,
    signer: row.signer,
    party: row.party,
    fingerprint: row.fingerprint,
    comment: row.comment ?? undefined,
    evidence: row.evidence ? JSON.parse(row.evidence) : undefined,
    at: row.at,
  };
}
