import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from '../database';
import { durableTransaction, LedgerStore } from '../ledger';
import { sha256 } from '../ledger/sha256';
import { MessageStore } from '../messages';
import { ChangeMessages, listOwners } from './ChangeMessages';
import { recordReleaseEvents } from './ReleaseEvents';
import { AroundGate } from './releases';

const PAGE_SIZE = 100;

interface UnrecordedRow {
  entity_ref: string;
  fingerprint: string;
  release: string;
  current_since: string;
  unrecorded: string;
}

/**
 * Puts on the ledger what the sync noticed to have come into force around the
 * gate, and tells the owners.
 */
export class AroundGateRecorder {
  readonly #knex: Knex;
  readonly #ledger: LedgerStore;
  readonly #messages: ChangeMessages;
  readonly #logger: LoggerService;

  static create(options: {
    knex: Knex;
    ledger: LedgerStore;
    messages: MessageStore;
    logger: LoggerService;
  }) {
    return new AroundGateRecorder(options);
  }

  private constructor(options: {
    knex: Knex;
    ledger: LedgerStore;
    messages: MessageStore;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#messages = ChangeMessages.create(options.messages);
    this.#logger = options.logger;
  }

  /** @returns how many there were. */
  async record(now: Date): Promise<number> {
    let recorded = 0;
    for (;;) {
      const rows = await durableTransaction(this.#knex, tx =>
        this.#recordPage(tx, now),
      );
      recorded += rows;
      if (rows < PAGE_SIZE) {
        break;
      }
    }
    if (recorded) {
      this.#logger.warn(
        `${recorded} releases or contracts came into force around the gate; the ledger names them as change.around-gate`,
      );
    }
    return recorded;
  }

  async #recordPage(tx: Knex.Transaction, now: Date): Promise<number> {
    const query = tx<UnrecordedRow>('contract_version')
      .whereNotNull('unrecorded')
      .orderBy(['entity_ref', 'revision'])
      .limit(PAGE_SIZE);
    if (isPostgres(tx)) {
      query.forUpdate();
    }
    const rows: UnrecordedRow[] = await query;
    for (const row of rows) {
      const { entity_ref, fingerprint, release, current_since } = row;
      await tx('contract_version')
        .where({ entity_ref, fingerprint, release })
        .update({ unrecorded: null });
      const around: AroundGate = JSON.parse(row.unrecorded);
      await this.#messages.aroundGate(
        tx,
        {
          id: `around gate ${sha256(
            [entity_ref, fingerprint, release, current_since].join(' '),
          )}`,
          entityRef: entity_ref,
          what: describe(around),
        },
        await listOwners(tx, entity_ref),
        now,
      );
    }
    await recordReleaseEvents(
      tx,
      rows.map(row => ({
        kind: 'around-gate',
        entityRef: row.entity_ref,
        at: row.current_since,
      })),
    );
    await this.#ledger.append(
      tx,
      rows.map(({ entity_ref, current_since, unrecorded }) => ({
        actor: 'catalog',
        action: 'change.around-gate',
        subject: entity_ref,
        payload: { seenAt: current_since, ...JSON.parse(unrecorded) },
      })),
      now,
    );
    return rows.length;
  }
}

function describe({ before, after }: AroundGate): string {
  const parts = [];
  if (before.version !== after.version) {
    parts.push(
      `The release went from ${before.version ?? 'none'} to ${
        after.version ?? 'none'
      } without a change that had passed the gate.`,
    );
  }
  if (before.contract !== after.contract) {
    parts.push(
      'The contract is another one, without a change that had passed the gate.',
    );
  }
  return parts.join(' ');
}
