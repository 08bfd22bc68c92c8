import {
  AffectedParty,
  Change,
  ChangeOverride,
  changeSearch,
  describeContractPath,
  Rollback,
} from '@handoff/backstage-plugin-data-products-common';
import { Message } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { readTitles } from '../evidence';
import { MessageStore } from '../messages';
import { Judged } from './GateKeeper';

/** The topic under which people can switch these messages off. */
const TOPIC = 'changes';

/** A title must not become a list. */
const MAX_NAMED = 3;

/** Tells those whom it concerns what becomes of changes. */
export class ChangeMessages {
  readonly #messages: MessageStore;

  static create(messages: MessageStore) {
    return new ChangeMessages(messages);
  }

  private constructor(messages: MessageStore) {
    this.#messages = messages;
  }

  /**
   * Asks for answers, and warns those of whose own something may break. Every
   * party hears of a proposal once.
   *
   * @returns refs of those who are told
   */
  async proposed(
    tx: Knex.Transaction,
    change: Change,
    { asked, surroundings: { facts, affectedBy } }: Judged,
    now: Date,
  ): Promise<string[]> {
    const about = await this.#nameOf(tx, change.entityRef);
    const severity = severityOf(change);
    const deadlines = new Map(asked.map(({ party, until }) => [party, until]));
    const warned = mayBreak(change)
      ? [...affectedBy()].filter(
          ([owner]) => !deadlines.has(owner) && !facts.owners.includes(owner),
        )
      : [];
    await this.#send(
      tx,
      aboutChange(change),
      [
        ...[...deadlines].map(([party, until]) => ({
          id: `change ${change.id} asks ${party}`,
          recipients: [party],
          title: `${about}: a change waits for your answer by ${until.slice(
            0,
            10,
          )}`,
          text: `${change.title}\nLook at what it would change for you on the Changes tab, and accept it or object to it.`,
          severity,
        })),
        ...warned.map(([owner, titles]) => ({
          id: `change ${change.id} affects ${owner}`,
          recipients: [owner],
          title: `${about}: a change may break ${listed(titles)}`,
          text: `${change.title}\nLook at what it would change on the Changes tab, and tell the owners what you need.`,
          severity,
        })),
      ],
      now,
    );
    return [...deadlines.keys(), ...warned.map(([owner]) => owner)];
  }

  /** Tells a party whom an open change affects, as somebody asked for. */
  async notified(
    tx: Knex.Transaction,
    change: Change,
    { ref, agreements }: AffectedParty & { ref: string },
    { asked, surroundings: { difference, affectedBy } }: Judged,
    now: Date,
  ): Promise<void> {
    const agreed = [...new Set(agreements.map(({ entityRef }) => entityRef))];
    const nameOf = await readTitles(tx, [change.entityRef, ...agreed]);
    const own = affectedBy().get(ref) ?? [];
    const until = asked.find(each => each.party === ref && !each.answer)?.until;
    const { from, to } = change.version;
    const breaks = (difference?.changes ?? [])
      .filter(each => each.class === 'breaking')
      .map(({ path, reason }) => `${describeContractPath(path)}: ${reason}`);
    await this.#send(
      tx,
      aboutChange(change),
      [
        {
          id: `change ${change.id} tells ${ref} ${now.toISOString()}`,
          recipients: [ref],
          title: `${nameOf(change.entityRef)}: a change ${
            mayBreak(change) ? 'may break' : 'reaches'
          } ${own.length ? listed(own) : 'what you agreed on'}`,
          text: [
            from && to ? `${change.title} (${from} → ${to})` : change.title,
            breaks.length ? `It breaks ${listed(breaks, '; ')}` : [],
            own.length ? `Of yours: ${listed(own)}` : [],
            agreed.length
              ? `You have an agreement on: ${listed(agreed.map(nameOf))}`
              : [],
            until
              ? `Accept it or object to it by ${until.slice(
                  0,
                  10,
                )}, on the Changes tab.`
              : 'Look at what it would change on the Changes tab, and tell the owners what you need.',
          ]
            .flat()
            .join('\n'),
          severity: severityOf(change),
        },
      ],
      now,
    );
  }

  /** Tells those who proposed it. */
  async objected(
    tx: Knex.Transaction,
    change: Change,
    {
      party,
      comment,
      person,
    }: { party: string; comment: string; person: string },
    now: Date,
  ): Promise<void> {
    const nameOf = await readTitles(tx, [change.entityRef, party, person]);
    await this.#send(
      tx,
      aboutChange(change),
      [
        {
          id: `change ${change.id} objected ${party} ${now.toISOString()}`,
          recipients: await recipientsOf(tx, change),
          title: `${nameOf(change.entityRef)}: ${nameOf(party)} objects to “${
            change.title
          }”`,
          text: `${comment}\nFind a way with ${nameOf(
            person,
          )}, on the Changes tab.`,
          severity: 'high',
        },
      ],
      now,
    );
  }

  /** Tells all those whom the gate is there for. */
  async overridden(
    tx: Knex.Transaction,
    change: Change,
    { person, reason, rules, expiresAt, at }: ChangeOverride,
    {
      owners,
      consumers,
    }: { owners: readonly string[]; consumers: readonly string[] },
    now: Date,
  ): Promise<void> {
    const nameOf = await readTitles(tx, [change.entityRef, person]);
    await this.#send(
      tx,
      aboutChange(change),
      [
        {
          id: `change ${change.id} overridden ${person} ${at}`,
          recipients: [...new Set([...owners, ...consumers])],
          title: `${nameOf(change.entityRef)}: the gate was overridden for “${
            change.title
          }”`,
          text: `${nameOf(person)} lets it pass until ${expiresAt
            .slice(0, 16)
            .replace('T', ' ')} UTC in spite of ${rules.join(', ')}: ${reason}`,
          severity: 'high',
        },
      ],
      now,
    );
  }

  /** Tells the owners that a release was taken back. */
  async rolledBack(
    tx: Knex.Transaction,
    { id, entityRef, changeId, fromVersion, toVersion, reason }: Rollback,
    owners: readonly string[],
    now: Date,
  ): Promise<void> {
    const about = await this.#nameOf(tx, entityRef);
    await this.#send(
      tx,
      changeId === undefined
        ? { entityRef }
        : aboutChange({ id: changeId, entityRef }),
      [
        {
          id: `rollback ${id}`,
          recipients: [...owners],
          title: `${about}: rolled back to ${toVersion}`,
          text: `${
            fromVersion ? `${fromVersion} was taken back: ` : ''
          }${reason}`,
          severity: 'high',
        },
      ],
      now,
    );
  }

  /** Tells the owners that something came into force around the gate. */
  async aroundGate(
    tx: Knex.Transaction,
    { id, entityRef, what }: { id: string; entityRef: string; what: string },
    owners: readonly string[],
    now: Date,
  ): Promise<void> {
    const about = await this.#nameOf(tx, entityRef);
    await this.#send(
      tx,
      { entityRef },
      [
        {
          id,
          recipients: [...owners],
          title: `${about}: changed around the gate`,
          text: `${what}\nPropose changes before they come into force, so that nobody is surprised by them.`,
          severity: 'high',
        },
      ],
      now,
    );
  }

  async #nameOf(tx: Knex.Transaction, ref: string): Promise<string> {
    return (await readTitles(tx, [ref]))(ref);
  }

  async #send(
    tx: Knex.Transaction,
    about: Pick<Message, 'entityRef' | 'search'>,
    messages: readonly Omit<Message, 'topic' | 'tab' | keyof typeof about>[],
    now: Date,
  ): Promise<void> {
    await this.#messages.add(
      tx,
      messages.map(message => ({
        ...message,
        ...about,
        topic: TOPIC,
        tab: 'changes',
      })),
      now,
    );
  }
}

/** So that a link leads to the change itself. */
function aboutChange({
  id,
  entityRef,
}: Pick<Change, 'id' | 'entityRef'>): Pick<Message, 'entityRef' | 'search'> {
  return { entityRef, search: changeSearch(id) };
}

/** Whether somebody may have to change something of their own. */
function mayBreak({ effect }: Change): boolean {
  return effect === 'breaking' || effect === 'unknown';
}

function severityOf({ effect }: Change): Message['severity'] {
  return effect === 'breaking' ? 'high' : 'medium';
}

/** The first of them by their names, and how many there are besides. */
function listed(titles: readonly string[], separator = ', '): string {
  const named = titles.slice(0, MAX_NAMED).join(separator);
  return titles.length > MAX_NAMED
    ? `${named} and ${titles.length - MAX_NAMED} more`
    : named;
}

/** Whoever proposed it, and where that was a pipeline, the owners. */
async function recipientsOf(
  tx: Knex.Transaction,
  { proposedBy, entityRef }: Change,
): Promise<string[]> {
  return proposedBy.startsWith('service:')
    ? listOwners(tx, entityRef)
    : [proposedBy];
}

/** Refs of those who own an entity. */
export async function listOwners(
  knex: Knex,
  entityRef: string,
): Promise<string[]> {
  return knex('ownership_role')
    .join('evidence', 'evidence.entity_id', 'ownership_role.entity_id')
    .where({ 'evidence.entity_ref': entityRef, 'ownership_role.role': 'owner' })
    .whereNotNull('ownership_role.ref')
    .orderBy('ownership_role.ref')
    .pluck('ownership_role.ref');
}
