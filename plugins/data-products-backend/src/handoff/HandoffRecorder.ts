import {
  Handoff,
  HandoffStatus,
  handoffStatus,
  signedOffUntil,
  SignOffEvidence,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { EvidenceStore, readTitles } from '../evidence';
import { MessageStore } from '../messages';
import { handoffMessages } from './handoffMessages';
import { HandoffStanding, HandoffStore } from './HandoffStore';
import { HandoffSurroundings, MembershipsNow } from './HandoffSurroundings';

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
    const nameOf = await readTitles(tx, [handoff.entityRef, handoff.requester]);
    await this.#messages.add(
      tx,
      handoffMessages(handoff, { status, facts, before, nameOf }),
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
function waitingOn(
  { checklist }: Handoff,
  status: HandoffStatus,
): HandoffStanding['waitingOn'] {
  return status.state === 'withdrawn'
    ? []
    : status.items.flatMap(item =>
        checklist.items.some(
          ({ id, automated }) => id === item.itemId && automated,
        )
          ? []
          : item.waitingOn.map(party => ({ party, itemId: item.itemId })),
      );
}
