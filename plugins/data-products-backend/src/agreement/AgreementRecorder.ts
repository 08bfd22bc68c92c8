import {
  Agreement,
  agreementEvidence,
  AgreementReminder,
  agreementStatus,
  describeRef,
  dueReminders,
} from '@handoff/backstage-plugin-data-products-common';
import { Message } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { EvidenceStore } from '../evidence';
import { MessageStore } from '../messages';
import { listObjectives } from '../sla/PromiseStore';
import { AgreementStore } from './AgreementStore';

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
    const promised = await listObjectives(tx, [entityRef]);
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
        await this.#messages.add(
          tx,
          dueReminders(agreement, now).map(reminder =>
            toMessage(agreement, reminder),
          ),
          now,
        );
      }
    }
    const changed = await this.#evidence.setFacts(
      'agreements',
      new Map([
        [
          entityRef,
          agreementEvidence(
            agreements,
            promised.map(({ objective }) => objective),
            now,
          ),
        ],
      ]),
      now,
      tx,
    );
    return changed > 0;
  }
}

/** Agreements begin, end and are reminded of by the day, UTC. */
function startOfNextDay(now: Date): string {
  return new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1),
  ).toISOString();
}

function toMessage(
  { id, entityRef, provider, consumer }: Agreement,
  { occasion, on, daysAhead }: AgreementReminder,
): Message {
  const about = describeRef(entityRef);
  const parties = `${capitalize(describeRef(provider))} and ${describeRef(
    consumer,
  )}`;
  return {
    id: `agreement ${id} ${occasion} ${on} ${daysAhead}`,
    recipients: [provider, consumer],
    topic: TOPIC,
    title:
      occasion === 'renewal'
        ? `The agreement on ${about} ends on ${on}`
        : `The agreement on ${about} is to be reviewed on ${on}`,
    text:
      occasion === 'renewal'
        ? `${parties} have until then to sign a new one: propose it on the SLA tab.`
        : `${parties} meant to look at it together by then: where the terms no longer fit, propose new ones on the SLA tab.`,
    severity: daysAhead <= 3 ? 'high' : 'medium',
    entityRef,
    tab: 'sla',
  };
}

function capitalize(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}
