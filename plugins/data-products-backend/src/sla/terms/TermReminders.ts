import { SchedulerService } from '@backstage/backend-plugin-api';
import {
  DatedTerm,
  dueTermReminders,
  OwnershipRole,
  Promises,
  TermReminder,
} from '@handoff/backstage-plugin-data-products-common';
import { Message } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { inList } from '../../database';
import { readTitles } from '../../evidence';
import { MessageStore } from '../../messages';

const PAGE_SIZE = 500;

/** What comes on the day, as in "Customer 360: support ends on 2027-01-31". */
const WORDS: Readonly<Record<DatedTerm['term'], string>> = {
  'general-availability': 'it is generally available from',
  'end-of-support': 'support ends on',
  'end-of-life': 'it is there until',
  renewal: 'its promises are to be renewed by',
};

/** Whom it concerns: renewing is the owner's alone. */
const ROLES: Readonly<Record<DatedTerm['term'], readonly OwnershipRole[]>> = {
  'general-availability': ['owner', 'consumer'],
  'end-of-support': ['owner', 'consumer'],
  'end-of-life': ['owner', 'consumer'],
  renewal: ['owner'],
};

/** Reminds owners and consumers of what ends or begins on a day. */
export class TermReminders {
  readonly #knex: Knex;
  readonly #messages: MessageStore;

  static create(options: { knex: Knex; messages: MessageStore }) {
    return new TermReminders(options.knex, options.messages);
  }

  private constructor(knex: Knex, messages: MessageStore) {
    this.#knex = knex;
    this.#messages = messages;
  }

  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'term-reminders',
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 1 },
      fn: async () => {
        await this.remind(new Date());
      },
    });
  }

  /** Has everybody told of what is near, each date three times at most. */
  async remind(now: Date): Promise<void> {
    let after = '';
    for (;;) {
      const rows: { entity_ref: string; document: string }[] = await this.#knex(
        'promise',
      )
        .select('entity_ref', 'document')
        .where('entity_ref', '>', after)
        .whereNot('document', 'like', '%"datedTerms":[]%')
        .orderBy('entity_ref')
        .limit(PAGE_SIZE);
      const due = rows.flatMap(({ entity_ref: entityRef, document }) => {
        const { datedTerms } = JSON.parse(document) as Promises;
        return dueTermReminders(datedTerms, now).map(reminder => ({
          entityRef,
          reminder,
        }));
      });
      if (due.length) {
        await this.#add(due, now);
      }
      if (rows.length < PAGE_SIZE) {
        return;
      }
      after = rows[rows.length - 1].entity_ref;
    }
  }

  async #add(
    due: readonly { entityRef: string; reminder: TermReminder }[],
    now: Date,
  ): Promise<void> {
    const refs = due.map(({ entityRef }) => entityRef);
    const holders: { entity_ref: string; role: OwnershipRole; ref: string }[] =
      await this.#knex('ownership_role')
        .join('evidence', 'evidence.entity_id', 'ownership_role.entity_id')
        .select(
          'evidence.entity_ref',
          'ownership_role.role',
          'ownership_role.ref',
        )
        .whereIn('evidence.entity_ref', inList(this.#knex, 'text', refs))
        .whereNotNull('ownership_role.ref');
    const nameOf = await readTitles(this.#knex, refs);
    const messages = due.map(({ entityRef, reminder }) =>
      toMessage(
        entityRef,
        reminder,
        nameOf(entityRef),
        holders.flatMap(({ entity_ref, role, ref }) =>
          entity_ref === entityRef && ROLES[reminder.term].includes(role)
            ? ref
            : [],
        ),
      ),
    );
    await this.#knex.transaction(tx => this.#messages.add(tx, messages, now));
  }
}

function toMessage(
  entityRef: string,
  { term, on, daysAhead }: TermReminder,
  title: string,
  recipients: string[],
): Message {
  return {
    id: `term ${entityRef} ${term} ${on} ${daysAhead}`,
    recipients: [...new Set(recipients)].sort(),
    topic: 'dated-terms',
    title: `${title}: ${WORDS[term]} ${on}`,
    text:
      term === 'renewal'
        ? 'Look at what is promised, and set the next date in the catalog.'
        : 'What is promised about it, and until when, is on the SLA tab.',
    severity: daysAhead <= 3 ? 'high' : 'medium',
    entityRef,
    tab: 'sla',
  };
}
