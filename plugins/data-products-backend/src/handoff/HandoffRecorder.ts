import {
  describeRef,
  Handoff,
  HandoffFacts,
  HandoffState,
  HandoffStatus,
  handoffStatus,
  signedOffUntil,
  SignOffEvidence,
} from '@handoff/backstage-plugin-data-products-common';
import { Message } from '@handoff/backstage-plugin-data-products-node';
import { Knex } from 'knex';
import { EvidenceStore, readTitles } from '../evidence';
import { MessageStore } from '../messages';
import { HandoffStore } from './HandoffStore';
import { HandoffSurroundings, MembershipsNow } from './HandoffSurroundings';

/** The topic under which people can switch these messages off. */
const TOPIC = 'sign-offs';

/** What is for governance to know of when it signs a release off. */
const SIGNED_OFF_STAGE = 'production';

/**
 * Writes what follows from how a handoff stands: what lists show of it, what
 * readiness knows of sign-offs, and whom to tell.
 */
export class HandoffRecorder {
  readonly #store: HandoffStore;
  readonly #evidence: EvidenceStore;
  readonly #messages: MessageStore;

  static create(options: {
    store: HandoffStore;
    evidence: EvidenceStore;
    messages: MessageStore;
  }) {
    return new HandoffRecorder(options);
  }

  private constructor(options: {
    store: HandoffStore;
    evidence: EvidenceStore;
    messages: MessageStore;
  }) {
    this.#store = options.store;
    this.#evidence = options.evidence;
    this.#messages = options.messages;
  }

  /**
   * @param tx - which has locked the handoff, and holds nothing else
   * @param handoff - as it is now in the store
   * @returns whether readiness knows something else than before.
   */
  async record(
    tx: Knex.Transaction,
    handoff: Handoff,
    context: {
      surroundings: HandoffSurroundings;
      /** Of the signers. */
      memberships: MembershipsNow;
    },
    now: Date,
  ): Promise<boolean> {
    const { surroundings, memberships } = context;
    const contents = await this.#store.getContents([handoff], tx);
    const facts = surroundings.factsOf(handoff, contents, memberships);
    const status = handoffStatus(handoff, facts, now);
    const before = await this.#store.saveStanding(tx, handoff.id, {
      state: status.state,
      dueAt: status.validUntil,
      waitingOn: waitingOn(handoff, status),
    });
    const nameOf = await readTitles(tx, [handoff.entityRef]);
    await this.#messages.add(
      tx,
      messagesOf(handoff, { status, facts, before, nameOf }),
      now,
    );
    return handoff.completion && handoff.checklist.to === SIGNED_OFF_STAGE
      ? this.#recordSignOffs(tx, handoff.entityRef, surroundings, now)
      : false;
  }

  async #recordSignOffs(
    tx: Knex.Transaction,
    entityRef: string,
    surroundings: HandoffSurroundings,
    now: Date,
  ): Promise<boolean> {
    await this.#store.takeTurn(tx, entityRef);
    const completed = (await this.#store.listCompleted(entityRef, tx)).filter(
      ({ checklist }) => checklist.to === SIGNED_OFF_STAGE,
    );
    const contents = await this.#store.getContents(completed, tx);
    const signOffs = completed.flatMap((handoff): SignOffEvidence[] => {
      const { completion, release } = handoff;
      const status = handoffStatus(
        handoff,
        surroundings.factsOf(handoff, contents),
        now,
      );
      return completion
        ? [
            {
              release,
              fingerprint: completion.fingerprint,
              at: completion.at,
              until: signedOffUntil(handoff, status),
            },
          ]
        : [];
    });
    const changed = await this.#evidence.setFacts(
      'signOffs',
      new Map([[entityRef, signOffs]]),
      now,
      tx,
    );
    return changed > 0;
  }
}

/** Of what people have to do, opinions that nobody has to give included. */
function waitingOn({ checklist }: Handoff, status: HandoffStatus): string[] {
  return status.state === 'withdrawn'
    ? []
    : status.items.flatMap(item =>
        checklist.items.some(
          ({ id, automated }) => id === item.itemId && automated,
        )
          ? []
          : item.waitingOn,
      );
}

/** What people are told when a handoff begins, or stands in another way. */
function messagesOf(
  handoff: Handoff,
  context: {
    status: HandoffStatus;
    facts: HandoffFacts;
    before: HandoffState;
    nameOf: (ref: string) => string;
  },
): Message[] {
  const { status, facts, before, nameOf } = context;
  const { state, reason, items } = status;
  const { id, entityRef, release, requester, signatures, checklist } = handoff;
  const about = `release ${release} of ${nameOf(entityRef)}`;
  const message = (
    occasion: string,
    parts: Pick<Message, 'recipients' | 'title' | 'text' | 'severity'>,
  ): Message => ({
    id: `handoff ${id} ${occasion}`,
    topic: TOPIC,
    entityRef,
    tab: 'sign-offs',
    ...parts,
  });
  const asked = checklist.items.flatMap(({ required, automated }, index) =>
    required && !automated ? items[index].waitingOn : [],
  );
  if (!signatures.length && state === 'open') {
    return [
      message('requested', {
        recipients: [...new Set(asked)].sort(),
        title: `Your signature is asked for ${about}`,
        text: `It is to go from ${checklist.from} to ${
          checklist.to
        }, asks ${describeRef(
          requester,
        )}. Look at it on the Sign-offs tab, and approve or reject what is yours.`,
        severity: 'medium',
      }),
    ];
  }
  if (state === before) {
    return [];
  }
  // A handoff may stand the same way more than once.
  const occasion = `${state} ${signatures.length} ${
    facts.current?.fingerprint ?? ''
  }`;
  switch (state) {
    case 'open':
      return [
        message(occasion, {
          recipients: [...new Set(asked)].sort(),
          title: `Your signature is asked for again, for ${about}`,
          text: `It was ${before} before. ${reason}`,
          severity: 'medium',
        }),
      ];
    case 'approved':
      return [
        message(occasion, {
          recipients: [requester],
          title: `Everybody has approved ${about}`,
          text: 'Complete the handoff on the Sign-offs tab.',
          severity: 'medium',
        }),
      ];
    case 'rejected':
      return [
        message(occasion, {
          recipients: [requester],
          title: `The handoff of ${about} is rejected`,
          text: reason,
          severity: 'high',
        }),
      ];
    case 'lapsed':
      return [
        message(occasion, {
          recipients: [
            ...new Set([requester, ...facts.partiesOf('owner')]),
          ].sort(),
          title: `The sign-off of ${about} has lapsed`,
          text: reason,
          severity: 'high',
        }),
      ];
    default:
      return [];
  }
}
