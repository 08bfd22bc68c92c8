import {
  Change,
  ChangeAcknowledgement,
  ChangeNotification,
  ChangeOverride,
  ChangeState,
  GateJudgement,
  GateVerdict,
  Rollback,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows, isPostgres } from '../database';

/** How a change ended. */
export interface ChangeEnding {
  by: string;
  at: string;
  /** Of a withdrawal. */
  reason?: string;
  /** Of a promotion. */
  commit?: string;
  url?: string;
  /** What the gate said then. */
  judgement: GateJudgement;
}

/** A change, with all that happened to it. */
export interface StoredChange {
  change: Change;
  state: ChangeState;
  /** How many entities it affected when it was proposed. */
  affected: number;
  /** As last judged. */
  verdict: GateVerdict;
  expiresAt: string;
  /** Refs of those who had to do something when it was last judged. */
  waitsFor: string[];
  acknowledgements: ChangeAcknowledgement[];
  overrides: ChangeOverride[];
  /** The last of each party, in order of their refs. */
  notifications: ChangeNotification[];
  ending?: ChangeEnding;
  rollback?: Rollback;
}

/** What is stored of a change that is new. */
export interface NewChange {
  change: Change;
  /** Hash of what was asked for, so that the same can be told from another. */
  request: string;
  /** The release as the catalog will name it; absent when it stays. */
  release?: string;
  affected: number;
  judgement: GateJudgement;
}

/** What was in force of an entity. */
export interface ReleaseHistory {
  /** Oldest first; the last is in force. */
  versions: ReleaseVersion[];
  /** Promoted, and not in the catalog yet; oldest first. */
  ahead: { contract?: string; version?: string }[];
}

/** One state of an entity, as the catalog had it. */
export interface ReleaseVersion {
  contract?: string;
  contractVersion?: string;
  version?: string;
  firstSeen: string;
  changeId?: string;
  aroundGate: boolean;
}

/** Where a list goes on: the last change of the page before. */
export interface ChangePlace {
  at: string;
  id: string;
}

/** Keeps changes, their answers and overrides, and rollbacks. */
export class ChangeStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new ChangeStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Whoever moves changes of an entity takes turns. Take it before everything else. */
  async takeTurn(tx: Knex.Transaction, entityRef: string): Promise<void> {
    if (isPostgres(tx)) {
      await tx.raw(
        "select pg_advisory_xact_lock(hashtext('handoff-data-products-changes'), hashtext(?))",
        [entityRef],
      );
    }
  }

  async get(
    id: string,
    knex: Knex = this.#knex,
  ): Promise<StoredChange | undefined> {
    const [change] = await this.#load(
      knex,
      await knex('change').where({ change_id: id }),
    );
    return change;
  }

  /** The hash of what was asked for when a change was proposed. */
  async getRequest(
    tx: Knex.Transaction,
    id: string,
  ): Promise<string | undefined> {
    const row = await tx('change').where({ change_id: id }).first('request');
    return row?.request;
  }

  /** A page of those that are wanted, newest first. */
  async list(
    { entityRef, state }: { entityRef?: string; state?: ChangeState },
    page: { after?: ChangePlace; limit?: number } = {},
  ): Promise<StoredChange[]> {
    const query = this.#knex('change').orderBy([
      { column: 'proposed_at', order: 'desc' },
      { column: 'change_id', order: 'desc' },
    ]);
    if (page.limit !== undefined) {
      query.limit(page.limit);
    }
    if (entityRef !== undefined) {
      query.where('entity_ref', entityRef);
    }
    if (state !== undefined) {
      query.where('state', state);
    }
    if (page.after) {
      query.whereRaw('(proposed_at, change_id) < (?, ?)', [
        page.after.at,
        page.after.id,
      ]);
    }
    return this.#load(this.#knex, await query);
  }

  async add(
    tx: Knex.Transaction,
    { change, request, release, affected, judgement }: NewChange,
  ): Promise<void> {
    await tx('change').insert({
      change_id: change.id,
      entity_ref: change.entityRef,
      document: JSON.stringify(change),
      request,
      proposed_at: change.proposedAt,
      state: 'open',
      fingerprint: change.contract ?? null,
      release: release ?? null,
      affected,
      ...toColumns(judgement),
    });
  }

  async saveJudgement(
    tx: Knex.Transaction,
    id: string,
    judgement: GateJudgement,
  ): Promise<void> {
    await tx('change').where({ change_id: id }).update(toColumns(judgement));
  }

  async addAcknowledgement(
    tx: Knex.Transaction,
    id: string,
    acknowledgement: ChangeAcknowledgement,
  ): Promise<void> {
    await tx('change_acknowledgement').insert({
      change_id: id,
      ...acknowledgement,
    });
  }

  async addOverride(
    tx: Knex.Transaction,
    id: string,
    { rules, reason, person, at, expiresAt }: ChangeOverride,
  ): Promise<void> {
    await tx('change_override').insert({
      change_id: id,
      rules: JSON.stringify(rules),
      reason,
      person,
      at,
      expires_at: expiresAt,
    });
  }

  /** Of each party the last is kept. */
  async saveNotifications(
    tx: Knex.Transaction,
    id: string,
    notifications: readonly ChangeNotification[],
  ): Promise<void> {
    await insertRows(
      tx,
      'change_notification',
      { change_id: 'text', party: 'text', told_by: 'text', at: 'text' },
      notifications.map(({ party, by, at }) => [id, party, by, at]),
      { replace: 'change_id, party' },
    );
  }

  async end(
    tx: Knex.Transaction,
    id: string,
    state: 'promoted' | 'withdrawn',
    ending: ChangeEnding,
  ): Promise<void> {
    await tx('change')
      .where({ change_id: id })
      .update({
        state,
        ended_at: ending.at,
        ending: JSON.stringify(ending),
        ...toColumns(ending.judgement),
        waits_for: '[]',
      });
  }

  async getRollback(
    tx: Knex.Transaction,
    id: string,
  ): Promise<Rollback | undefined> {
    const row = await tx('rollback').where({ rollback_id: id }).first();
    return row && JSON.parse(row.document);
  }

  /** The change of an entity that was promoted last and not taken back. */
  async findPromoted(
    tx: Knex.Transaction,
    entityRef: string,
  ): Promise<string | undefined> {
    const row = await tx('change')
      .where({ entity_ref: entityRef, state: 'promoted' })
      .orderBy('ended_at', 'desc')
      .first('change_id');
    return row?.change_id;
  }

  async addRollback(tx: Knex.Transaction, rollback: Rollback): Promise<void> {
    await tx('rollback').insert({
      rollback_id: rollback.id,
      entity_ref: rollback.entityRef,
      change_id: rollback.changeId ?? null,
      to_version: rollback.toVersion,
      document: JSON.stringify(rollback),
      at: rollback.at,
    });
    if (rollback.changeId !== undefined) {
      await tx('change')
        .where({ change_id: rollback.changeId })
        .update({ state: 'rolled-back', ended_at: rollback.at });
    }
  }

  /** What was in force of an entity, and what was promoted since. */
  async getHistory(
    entityRef: string,
    knex: Knex = this.#knex,
  ): Promise<ReleaseHistory> {
    const rows: HistoryRow[] = await knex('contract_version')
      .leftJoin(
        'contract_document',
        'contract_document.fingerprint',
        'contract_version.fingerprint',
      )
      .select('contract_version.*', 'contract_document.version')
      .where('contract_version.entity_ref', entityRef)
      .orderBy('contract_version.revision');
    const since = rows.at(-1)?.current_since ?? '';
    const ahead: { fingerprint: string | null; release: string | null }[] =
      await knex('change')
        .select('fingerprint', 'release')
        .where({ entity_ref: entityRef, state: 'promoted' })
        .where('ended_at', '>', since)
        .orderBy('ended_at');
    return {
      versions: rows.map(row => ({
        contract: row.fingerprint || undefined,
        contractVersion: row.version ?? undefined,
        version: row.release || undefined,
        firstSeen: row.first_seen,
        changeId: row.change_id ?? undefined,
        aroundGate: Boolean(row.around_gate),
      })),
      ahead: ahead.map(({ fingerprint, release }) => ({
        contract: fingerprint ?? undefined,
        version: release ?? undefined,
      })),
    };
  }

  /** A contract's document by its fingerprint. */
  async getContract(fingerprint: string): Promise<unknown> {
    const row = await this.#knex('contract_document')
      .where({ fingerprint })
      .first('document');
    return row && JSON.parse(row.document);
  }

  async #load(knex: Knex, rows: ChangeRow[]): Promise<StoredChange[]> {
    if (!rows.length) {
      return [];
    }
    const ids = rows.map(row => row.change_id);
    const answers: AcknowledgementRow[] = await knex('change_acknowledgement')
      .whereIn('change_id', inList(knex, 'text', ids))
      .orderBy('id');
    const overrides: OverrideRow[] = await knex('change_override')
      .whereIn('change_id', inList(knex, 'text', ids))
      .orderBy('id');
    const notifications: NotificationRow[] = await knex('change_notification')
      .whereIn('change_id', inList(knex, 'text', ids))
      .orderBy('party');
    const rollbacks: { change_id: string; document: string }[] = await knex(
      'rollback',
    )
      .select('change_id', 'document')
      .whereIn('change_id', inList(knex, 'text', ids));
    return rows.map(row => {
      const rollback = rollbacks.find(each => each.change_id === row.change_id);
      return {
        change: JSON.parse(row.document),
        state: row.state,
        affected: row.affected,
        verdict: row.verdict,
        expiresAt: row.expires_at,
        waitsFor: JSON.parse(row.waits_for),
        acknowledgements: answers
          .filter(each => each.change_id === row.change_id)
          .map(toAcknowledgement),
        overrides: overrides
          .filter(each => each.change_id === row.change_id)
          .map(toOverride),
        notifications: notifications
          .filter(each => each.change_id === row.change_id)
          .map(({ party, told_by, at }) => ({ party, by: told_by, at })),
        ending: row.ending ? JSON.parse(row.ending) : undefined,
        rollback: rollback && JSON.parse(rollback.document),
      };
    });
  }
}

/** Refs of those who can do something about what blocks, in order. */
export function turnsOf({ objections }: GateJudgement): string[] {
  const blocking = objections.filter(
    ({ mode, overridden }) => mode === 'enforce' && !overridden,
  );
  return [...new Set(blocking.flatMap(({ whoseTurn }) => whoseTurn))].sort();
}

function toColumns(judgement: GateJudgement) {
  return {
    verdict: judgement.verdict,
    expires_at: judgement.expiresAt,
    waits_for: JSON.stringify(turnsOf(judgement)),
  };
}

interface ChangeRow {
  change_id: string;
  document: string;
  state: ChangeState;
  affected: number;
  verdict: GateVerdict;
  expires_at: string;
  waits_for: string;
  ending: string | null;
}

interface AcknowledgementRow extends Omit<ChangeAcknowledgement, 'comment'> {
  change_id: string;
  comment: string | null;
}

interface OverrideRow {
  change_id: string;
  rules: string;
  reason: string;
  person: string;
  at: string;
  expires_at: string;
}

interface NotificationRow {
  change_id: string;
  party: string;
  told_by: string;
  at: string;
}

interface HistoryRow {
  fingerprint: string;
  release: string;
  first_seen: string;
  current_since: string;
  change_id: string | null;
  around_gate: boolean | number;
  /** Of the contract. */
  version: string | null;
}

function toAcknowledgement(row: AcknowledgementRow): ChangeAcknowledgement {
  const { party, role, decision, comment, person, at } = row;
  return { party, role, decision, comment: comment ?? undefined, person, at };
}

function toOverride(row: OverrideRow): ChangeOverride {
  const { rules, reason, person, at, expires_at } = row;
  return {
    rules: JSON.parse(rules),
    reason,
    person,
    at,
    expiresAt: expires_at,
  };
}
