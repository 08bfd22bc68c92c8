import {
  Agreement,
  agreementEvidence,
  AgreementReminder,
  agreementStatus,
  dueReminders,
  PromiseComparison,
} from '@handoff/backstage-plugin-data-products-common';
import { Message } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { EvidenceStore, readTitles } from '../evidence';
import { sha256 } from '../ledger/sha256';
import { MessageStore } from '../messages';
import { listObjectives } from '../sla/PromiseStore';
import { AgreementStore } from './AgreementStore';
import { breachedByChange } from './AgreementView';

/** The topic under which people can switch these messages off. */
const TOPIC = 'agreements';

/**
 * Writes what follows from an entity's agreements: how each stands, what
 * readiness knows of them, and whom to remind.
 */
export class AgreementRecorder {
  readonly #store: AgreementStore;
  readonly #evidence: EvidenceStore;
  readonly #messages: MessageStore;

  static create(options: {
    store: AgreementStore;
    evidence: EvidenceStore;
    messages: MessageStore;
  }) {
    return new AgreementRecorder(options);
  }

  private constructor(options: {
    store: AgreementStore;
    evidence: EvidenceStore;
    messages: MessageStore;
  }) {
    this.#store = options.store;
    this.#evidence = options.evidence;
    this.#messages = options.messages;
  }

  /**
   * @param tx - which has taken the entity's turn, and holds nothing else
   * @returns whether readiness knows something else than before.
   */
  async record(
    tx: Knex.Transaction,
    entityRef: string,
    now: Date,
  ): Promise<boolean> {
    const agreements = await this.#store.listOf(entityRef, tx);
    const objectives = (await listObjectives(tx, [entityRef])).map(
      ({ objective }) => objective,
    );
    for (const agreement of agreements) {
      const status = agreementStatus(agreement, now);
      if (status) {
        const isOver = status.endedAt !== undefined;
        await this.#store.saveState(
          tx,
          agreement.id,
          status.state,
          isOver ? undefined : startOfNextDay(now),
        );
        await this.#tell(
          tx,
          agreement,
          breachedByChange(status, objectives),
          now,
        );
      }
    }
    const changed = await this.#evidence.setFacts(
      'agreements',
      new Map([[entityRef, agreementEvidence(agreements, objectives, now)]]),
      now,
      tx,
    );
    return changed > 0;
  }

  /** Reminds of what comes near, and tells of promises that became weaker. */
  async #tell(
    tx: Knex.Transaction,
    agreement: Agreement,
    breached: readonly PromiseComparison[],
    now: Date,
  ): Promise<void> {
    const due = dueReminders(agreement, now);
    if (due.length || breached.length) {
      const { entityRef, provider, consumer } = agreement;
      const nameOf = await readTitles(tx, [entityRef, provider, consumer]);
      await this.#messages.add(
        tx,
        [
          ...due.map(reminder => toReminder(agreement, reminder, nameOf)),
          ...(breached.length ? [toWarning(agreement, breached, nameOf)] : []),
        ],
        now,
      );
    }
  }
}

/** Agreements begin, end and are reminded of by the day, UTC. */
function startOfNextDay(now: Date): string {
  return new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1),
  ).toISOString();
}

function toReminder(
  { id, entityRef, provider, consumer }: Agreement,
  { occasion, on, daysAhead }: AgreementReminder,
  nameOf: (ref: string) => string,
): Message {
  const about = nameOf(entityRef);
  const parties = `${nameOf(provider)} and ${nameOf(consumer)}`;
  return {
    id: `agreement ${id} ${occasion} ${on} ${daysAhead}`,
    recipients: [provider, consumer],
    topic: TOPIC,
    title:
      occasion === 'renewal'
        ? `${about}: the agreement ends on ${on}`
        : `${about}: the agreement is to be reviewed by ${on}`,
    text:
      occasion === 'renewal'
        ? `${parties} have until then to sign a new one: propose it on the SLA tab.`
        : `${parties} meant to look at it together by then: where the terms no longer fit, propose new ones on the SLA tab.`,
    severity: daysAhead <= 3 ? 'high' : 'medium',
    entityRef,
    tab: 'sla',
  };
}

/** The same changes are told of once. */
function toWarning(
  { id, entityRef, provider, consumer }: Agreement,
  breached: readonly PromiseComparison[],
  nameOf: (ref: string) => string,
): Message {
  const changes = breached.map(({ name, words }) => `${name}: ${words}`);
  return {
    id: `agreement ${id} breached ${sha256(changes.join('\n')).slice(0, 16)}`,
    recipients: [provider, consumer],
    topic: TOPIC,
    title: `${nameOf(entityRef)}: promised is less than ${nameOf(
      provider,
    )} agreed with ${nameOf(consumer)}`,
    text: [
      ...changes,
      'Restore what was promised, or agree on other terms on the SLA tab.',
    ].join('\n'),
    severity: 'high',
    entityRef,
    tab: 'sla',
  };
}
