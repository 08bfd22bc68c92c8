import { describeObservedValue } from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows, isPostgres, recordset } from '../../database';
import type { StoredBreach } from '../SlaStore';
import {
  describeStanding,
  STANDING_COLUMNS,
  StandingRow,
  StoredStanding,
  toStoredStanding,
} from '../StoredStanding';
import { PendingBreach, SubjectFacts, Told } from './PendingBreach';
import { GROUP_MS } from './planNotices';

/** How many breaches are looked at together. */
const PAGE_SIZE = 500;

/** A breach that was taken out of the outbox for a while. */
export interface ClaimedBreach {
  breachId: number;
  /** How often people could not be told of it. */
  failures: number;
}

/** Keeps what people are to be told of, and what they were told. */
export class NoticeStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new NoticeStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Takes what is due, and what joins it because it came within the time in
   * which things are told at once. Whoever took it has until then to settle
   * it; after that, others take it again.
   */
  async claim(now: number, until: number): Promise<ClaimedBreach[]> {
    return this.#knex.transaction(async tx => {
      const free = tx('outbox').where('claimed_until', '<=', now);
      const due = await free
        .clone()
        .where('due_at', '<=', now)
        .first('breach_id');
      if (!due) {
        return [];
      }
      const query = free
        .clone()
        .select('breach_id', 'failures')
        .where('due_at', '<=', now + GROUP_MS)
        .orderBy('due_at')
        .limit(PAGE_SIZE);
      if (isPostgres(tx)) {
        query.forUpdate().skipLocked();
      }
      const rows = await query;
      const ids = rows.map(row => row.breach_id);
      await tx('outbox')
        .whereIn('breach_id', inList(tx, 'integer', ids))
        .update({ claimed_until: until });
      return rows.map(row => ({
        breachId: row.breach_id,
        failures: row.failures,
      }));
    });
  }

  /**
   * Those of the breaches that are still open, as they are now.
   *
   * @param now - epoch ms
   */
  async listOpen(
    breachIds: readonly number[],
    now: number,
  ): Promise<PendingBreach[]> {
    const rows = await this.#selectOpen().whereIn(
      'breach.breach_id',
      inList(this.#knex, 'integer', breachIds),
    );
    return rows.map(row => toPending(row, now));
  }

  /** The open breaches of all that entities depend on, through any number of others. */
  async listOpenUpstream(
    entityRefs: readonly string[],
    now: number,
  ): Promise<Map<string, PendingBreach[]>> {
    const found = new Map<string, PendingBreach[]>();
    let wanted = [...new Set(entityRefs)];
    while (wanted.length) {
      const rows: (OpenRow & { dependent: string })[] = await this.#selectOpen()
        .join(
          'evidence_reference',
          'evidence_reference.ref',
          'breach.entity_ref',
        )
        .join('evidence', 'evidence.entity_id', 'evidence_reference.entity_id')
        .select({ dependent: 'evidence.entity_ref' })
        .whereIn('evidence.entity_ref', inList(this.#knex, 'text', wanted));
      wanted.forEach(ref => found.set(ref, []));
      for (const row of rows) {
        found.get(row.dependent)!.push(toPending(row, now));
      }
      wanted = [...new Set(rows.map(row => row.entity_ref))].filter(
        ref => !found.has(ref),
      );
    }
    return found;
  }

  /**
   * Who was told of breaches, and of any breach of their objectives since a
   * time.
   *
   * @param since - epoch ms
   */
  async listTold(
    breaches: readonly PendingBreach[],
    since: number,
  ): Promise<Told[]> {
    const knex = this.#knex;
    const rows = await knex('notice')
      .join('breach', 'breach.breach_id', 'notice.breach_id')
      .select(
        'notice.breach_id',
        'breach.objective_id',
        'notice.ref',
        'notice.at',
      )
      .whereIn(
        'breach.objective_id',
        inList(
          knex,
          'integer',
          breaches.map(({ objectiveId }) => objectiveId),
        ),
      )
      .where(where =>
        where.where('notice.at', '>=', since).orWhereIn(
          'notice.breach_id',
          inList(
            knex,
            'integer',
            breaches.map(({ breachId }) => breachId),
          ),
        ),
      );
    return rows.map(row => ({
      breachId: row.breach_id,
      objectiveId: row.objective_id,
      ref: row.ref,
      at: Number(row.at),
    }));
  }

  /** How many breaches of each objective were opened since a time. */
  async countOpenings(
    objectiveIds: readonly number[],
    since: number,
  ): Promise<Map<number, number>> {
    const rows = await this.#knex('breach')
      .whereIn('objective_id', inList(this.#knex, 'integer', objectiveIds))
      .where('opened_at', '>=', since)
      .groupBy('objective_id')
      .select('objective_id', this.#knex.raw('count(*) as openings'));
    return new Map(
      rows.map((row: any) => [row.objective_id, Number(row.openings)]),
    );
  }

  /** What people are told of entities; without those that left. */
  async listFacts(
    entityRefs: readonly string[],
  ): Promise<Map<string, SubjectFacts>> {
    const knex = this.#knex;
    const refs = inList(knex, 'text', entityRefs);
    const facts = new Map<string, SubjectFacts>();
    for (const { entity_ref, document } of await knex('evidence')
      .select('entity_ref', 'document')
      .whereIn('entity_ref', refs)) {
      const { title, entity } = JSON.parse(document);
      facts.set(entity_ref, {
        title,
        datasets: [],
        runbook: entity.spec?.runbook,
      });
    }
    for (const { entity_ref, pattern, prefix } of await knex('dataset_claim')
      .join('evidence', 'evidence.entity_id', 'dataset_claim.entity_id')
      .select(
        'evidence.entity_ref',
        'dataset_claim.pattern',
        'dataset_claim.prefix',
      )
      .whereIn('evidence.entity_ref', refs)
      .orderBy('dataset_claim.pattern')) {
      facts.get(entity_ref)?.datasets.push(prefix ? `${pattern}*` : pattern);
    }
    return facts;
  }

  async saveTold(told: readonly Told[]): Promise<void> {
    const rows = new Map(
      told.map(({ breachId, ref, at }) => [
        `${breachId} ${ref}`,
        [breachId, ref, at],
      ]),
    );
    await insertRows(
      this.#knex,
      'notice',
      { breach_id: 'integer', ref: 'text', at: 'bigint' },
      [...rows.values()],
      { replace: 'breach_id, ref' },
    );
  }

  /**
   * Gives back what was claimed: what has a time is looked at again then, the
   * rest is done.
   */
  async settle(
    claimed: readonly ClaimedBreach[],
    later: ReadonlyMap<number, number>,
    failed: ReadonlySet<number>,
  ): Promise<void> {
    const kept = claimed.filter(({ breachId }) => later.has(breachId));
    const done = claimed.filter(({ breachId }) => !later.has(breachId));
    await this.#knex.transaction(async tx => {
      await tx('outbox')
        .whereIn(
          'breach_id',
          inList(
            tx,
            'integer',
            done.map(({ breachId }) => breachId),
          ),
        )
        .delete();
      if (kept.length) {
        await tx.raw(
          `update outbox set due_at = t.due_at, failures = t.failures, claimed_until = 0
           from ? as t where outbox.breach_id = t.breach_id`,
          [
            recordset(
              tx,
              { breach_id: 'integer', due_at: 'bigint', failures: 'integer' },
              kept.map(({ breachId, failures }) => [
                breachId,
                later.get(breachId),
                failures + (failed.has(breachId) ? 1 : 0),
              ]),
            ),
          ],
        );
      }
    });
  }

  /** Empties the outbox, where there is no way to tell anybody. */
  async discard(): Promise<void> {
    await this.#knex('outbox').delete();
  }

  #selectOpen(): Knex.QueryBuilder<any, OpenRow[]> {
    return this.#knex('breach')
      .join('objective', 'objective.objective_id', 'breach.objective_id')
      .whereNull('breach.until')
      .where('objective.retired', false)
      .select(STANDING_COLUMNS.map(column => `objective.${column}`))
      .select('breach.breach_id', 'breach.opened_at', {
        breach: 'breach.document',
      });
  }
}

interface OpenRow extends StandingRow {
  breach_id: number;
  opened_at: number | string;
  breach: string;
}

function toPending(row: OpenRow, now: number): PendingBreach {
  const breach: StoredBreach = JSON.parse(row.breach);
  const stored = toStoredStanding(row);
  const { objectiveId, entityRef, objective } = stored;
  return {
    breachId: row.breach_id,
    objectiveId,
    entityRef,
    objective,
    promise: breach.promise,
    observed: describeObserved(stored, breach, now),
    since: breach.since,
    openedAt: Number(row.opened_at),
    responsible: breach.responsible,
  };
}

/** As it stands now; while it is about to be kept again, the worst that was. */
function describeObserved(
  stored: StoredStanding,
  { worstValue }: StoredBreach,
  now: number,
): string {
  const { objective, standing } = stored;
  if (standing && (standing.inTarget === false || worstValue === undefined)) {
    return describeStanding(stored, now);
  }
  return worstValue === undefined
    ? 'The target was missed.'
    : `Observed was ${describeObservedValue(objective, worstValue)}.`;
}
