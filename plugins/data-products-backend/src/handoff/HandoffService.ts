import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  ChecklistInForce,
  ChecklistItem,
  describeRef,
  Handoff,
  HandoffCompletionRequest,
  HandoffDetail,
  HandoffObstacle,
  HandoffRequest,
  handoffRequestPermission,
  HandoffSignature,
  HandoffSigning,
  handoffSignPermission,
  handoffWithdrawPermission,
  HandoffWithdrawalRequest,
  whyNotComplete,
  whyNotSign,
  whyNotWithdraw,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { describeMembership, noEntity, personOf } from '../access';
import { durableTransaction, LedgerStore, NewLedgerEntry } from '../ledger';
import { HandoffAccess } from './HandoffAccess';
import { HandoffParties } from './HandoffParties';
import { HandoffReader } from './HandoffReader';
import { HandoffRecorder } from './HandoffRecorder';
import { HandoffStore } from './HandoffStore';
import {
  CurrentEntity,
  HandoffSurroundings,
  MembershipsNow,
  ReadSurroundings,
} from './HandoffSurroundings';
import { describeLeading, describeSigning, JudgedHandoff } from './HandoffView';
import { judgeHandoff, notBefore } from './judgeHandoff';

interface Options {
  knex: Knex;
  store: HandoffStore;
  recorder: HandoffRecorder;
  ledger: LedgerStore;
  parties: HandoffParties;
  readSurroundings: ReadSurroundings;
  checklists: readonly ChecklistInForce[];
  access: HandoffAccess;
  reader: HandoffReader;
  /** Called when an entity's readiness is due in consequence. */
  onChange: () => void;
}

/** What a change is made with. */
interface Change {
  tx: Knex.Transaction;
  /** As it is, and as nobody else changes it until the change is made. */
  handoff: Handoff;
  judged: JudgedHandoff;
  surroundings: HandoffSurroundings;
  now: Date;
}

/** A person, and the parties that they act for. */
interface Asked {
  person: string;
  responsible: string;
}

/** Why a person may not do something with a handoff, and who may. */
type WhyNot = (
  judged: JudgedHandoff,
  surroundings: HandoffSurroundings,
) => HandoffObstacle | undefined;

/** What people do with handoffs: request, sign, withdraw, complete. */
export class HandoffService {
  readonly #knex: Knex;
  readonly #store: HandoffStore;
  readonly #recorder: HandoffRecorder;
  readonly #ledger: LedgerStore;
  readonly #parties: HandoffParties;
  readonly #readSurroundings: ReadSurroundings;
  readonly #checklists: readonly ChecklistInForce[];
  readonly #access: HandoffAccess;
  readonly #reader: HandoffReader;
  readonly #onChange: () => void;

  static create(options: Options) {
    return new HandoffService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#recorder = options.recorder;
    this.#ledger = options.ledger;
    this.#parties = options.parties;
    this.#readSurroundings = options.readSurroundings;
    this.#checklists = options.checklists;
    this.#access = options.access;
    this.#reader = options.reader;
    this.#onChange = options.onChange;
  }

  /**
   * Asks for a handoff. Sent twice with the same id, it is one request.
   *
   * @throws InputError, NotAllowedError, NotFoundError and ConflictError, each
   * with what to do
   */
  async request(
    request: HandoffRequest,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const person = personOf(credentials);
    const { entityRef, release, comment } = request;
    await this.#access.entities.assertReadable(entityRef, credentials);
    const now = new Date();
    const surroundings = await this.#readSurroundings([entityRef], now);
    const current = this.#currentOf(entityRef, surroundings);
    await this.#assertRoleHolder(person, entityRef, surroundings);
    await this.#access.entities.authorizeOn(
      handoffRequestPermission,
      entityRef,
      credentials,
    );
    const checklist = this.#checklistFor(request.checklist, current);
    const handoff: Handoff = {
      id: request.id ?? randomUUID(),
      entityRef,
      release,
      checklist,
      fingerprint: current.fingerprint,
      requester: person,
      requestedAt: now.toISOString(),
      comment,
      signatures: [],
    };
    await durableTransaction(this.#knex, async tx => {
      await this.#store.saveContent(tx, current.fingerprint, current.content);
      const known = await this.#store.lock(tx, handoff.id);
      if (known) {
        assertSameRequest(known, handoff);
        return;
      }
      assertDeclared(release, current);
      if (!(await this.#store.add(tx, handoff))) {
        const open = await this.#store.findOpen(tx, handoff);
        throw new ConflictError(
          `There is a handoff of release ${release} of ${describeRef(
            entityRef,
          )} by the checklist ${checklist.id} already, ${
            open?.id ?? 'requested at the same time'
          }: go on with it, or withdraw it first`,
        );
      }
      await this.#recorder.record(
        tx,
        handoff,
        { surroundings, memberships: new Map() },
        now,
      );
      await this.#append(tx, handoff, now, {
        actor: person,
        action: 'handoff.requested',
        payload: {
          checklist: checklist.id,
          checklistVersion: checklist.version,
          from: checklist.from,
          to: checklist.to,
          fingerprint: handoff.fingerprint,
          ...(comment === undefined ? {} : { comment }),
        },
      });
    });
    return this.#reader.get(handoff.id, credentials);
  }

  /**
   * Decides on one item, as the person whose turn it is. The same decision
   * again changes nothing while it counts; another one replaces it, and both
   * stay.
   */
  async sign(
    id: string,
    itemId: string,
    signing: HandoffSigning,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const person = personOf(credentials);
    const seen = await this.#access.find(id, credentials);
    const item = itemOf(seen, itemId);
    const asks = { person, responsible: item.responsible };
    const whyNot: WhyNot = (judged, { tree }) =>
      describeSigning(
        whyNotSign(judged.handoff, judged.facts, person, itemId),
        item,
        judged,
        tree,
      );
    await this.#access.entities.authorizeOn(
      handoffSignPermission,
      seen.entityRef,
      credentials,
      () => this.#explain(seen, asks, whyNot),
    );
    await this.#change(seen, asks, async change => {
      const { tx, handoff, judged, surroundings, now } = change;
      const own = ownSignature(judged, itemId, person);
      if (own && isSameDecision(own, signing)) {
        return undefined;
      }
      const { facts } = judged;
      assertNo(whyNot(judged, surroundings));
      const current = this.#currentOf(handoff.entityRef, surroundings);
      if (signing.fingerprint !== current.fingerprint) {
        throw new ConflictError(
          'The content is not what you were shown: it has changed since. Look at it again, and then decide',
        );
      }
      const signature: HandoffSignature = {
        ...signing,
        number: handoff.signatures.length + 1,
        itemId,
        signer: person,
        party: facts
          .partiesOf(item.responsible)
          .find(party => facts.isMember(person, party))!,
        at: now.toISOString(),
      };
      await this.#store.saveContent(tx, current.fingerprint, current.content);
      await this.#store.addSignature(tx, handoff, signature);
      const { comment, evidence } = signature;
      return {
        handoff: {
          ...handoff,
          signatures: [...handoff.signatures, signature],
        },
        actor: person,
        action: 'handoff.item.signed',
        payload: {
          item: itemId,
          signature: signature.number,
          decision: signature.decision,
          fingerprint: signature.fingerprint,
          responsible: item.responsible,
          party: signature.party,
          ...(comment === undefined ? {} : { comment }),
          ...(evidence === undefined ? {} : { evidence: { ...evidence } }),
        },
      };
    });
    return this.#reader.get(id, credentials);
  }

  /** Takes a handoff back, for good. What was signed stays to be seen. */
  async withdraw(
    id: string,
    { reason }: HandoffWithdrawalRequest,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const person = personOf(credentials);
    const seen = await this.#access.find(id, credentials);
    const asks = { person, responsible: 'owner' };
    const whyNot: WhyNot = (judged, { tree }) =>
      describeLeading(
        whyNotWithdraw(judged.handoff, judged.facts, person),
        'withdraw',
        judged,
        tree,
      );
    await this.#access.entities.authorizeOn(
      handoffWithdrawPermission,
      seen.entityRef,
      credentials,
      () => this.#explain(seen, asks, whyNot),
    );
    await this.#change(
      seen,
      asks,
      async ({ tx, handoff, judged, surroundings, now }) => {
        const known = handoff.withdrawal;
        if (known?.by === person && known.reason === reason) {
          return undefined;
        }
        assertNo(whyNot(judged, surroundings));
        const withdrawal = { at: now.toISOString(), by: person, reason };
        await this.#store.withdraw(tx, id, withdrawal);
        return {
          handoff: { ...handoff, withdrawal },
          actor: person,
          action: 'handoff.withdrawn',
          payload: { reason, was: judged.status.state },
        };
      },
    );
    return this.#reader.get(id, credentials);
  }

  /** Signs the release off, with the content that everybody has approved. */
  async complete(
    id: string,
    { fingerprint }: HandoffCompletionRequest,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const person = personOf(credentials);
    const seen = await this.#access.find(id, credentials);
    const asks = { person, responsible: 'owner' };
    const whyNot: WhyNot = (judged, { tree }) =>
      describeLeading(
        whyNotComplete(judged.handoff, judged.status, judged.facts, person),
        'complete',
        judged,
        tree,
      );
    await this.#access.entities.authorizeOn(
      handoffRequestPermission,
      seen.entityRef,
      credentials,
      () => this.#explain(seen, asks, whyNot),
    );
    await this.#change(
      seen,
      asks,
      async ({ tx, handoff, judged, surroundings, now }) => {
        if (handoff.completion?.fingerprint === fingerprint) {
          return undefined;
        }
        const { status } = judged;
        assertNo(whyNot(judged, surroundings));
        const current = this.#currentOf(handoff.entityRef, surroundings);
        if (fingerprint !== current.fingerprint) {
          throw new ConflictError(
            'The content is not what you were shown: it has changed since. Look at it again, and then complete the handoff',
          );
        }
        const completion = {
          at: now.toISOString(),
          by: person,
          fingerprint,
          signatures: handoff.signatures.length,
        };
        await this.#store.saveContent(tx, fingerprint, current.content);
        await this.#store.complete(tx, id, completion);
        return {
          handoff: { ...handoff, completion },
          actor: person,
          action: 'handoff.completed',
          payload: {
            checklist: handoff.checklist.id,
            checklistVersion: handoff.checklist.version,
            from: handoff.checklist.from,
            to: handoff.checklist.to,
            fingerprint,
            items: status.items.map(item => ({
              item: item.itemId,
              state: item.state,
              signatures: item.signatures
                .filter(({ standing }) => standing === 'counts')
                .map(({ number }) => number),
            })),
          },
        };
      },
    );
    return this.#reader.get(id, credentials);
  }

  /** Why it is not this person's to do, whatever the policy says. */
  async #explain(
    seen: Handoff,
    asks: Asked,
    whyNot: WhyNot,
  ): Promise<string | undefined> {
    const now = notBefore(seen);
    const surroundings = await this.#readSurroundings([seen.entityRef], now);
    const [contents, memberships] = await Promise.all([
      this.#store.getContents([seen]),
      this.#membershipsOf(seen, asks, surroundings),
    ]);
    const obstacle = whyNot(
      judgeHandoff(seen, surroundings, { contents, memberships, now }),
      surroundings,
    );
    return obstacle?.kind === 'state' ? undefined : obstacle?.reason;
  }

  async #membershipsOf(
    handoff: Handoff,
    { person, responsible }: Asked,
    surroundings: HandoffSurroundings,
  ): Promise<MembershipsNow> {
    const parties = surroundings.partiesOf(handoff.entityRef, responsible);
    return this.#parties.membershipsOf(handoff, [{ person, parties }]);
  }

  /**
   * Makes a change, with all that follows from it, in one transaction.
   *
   * @param asks - whose memberships it depends on, besides those of the signers
   * @param work - answers with the changed handoff and what to record of it in
   *   the ledger; nothing when there is nothing to change
   */
  async #change(
    seen: Handoff,
    asks: Asked,
    work: (
      change: Change,
    ) => Promise<
      (Omit<NewLedgerEntry, 'subject'> & { handoff: Handoff }) | undefined
    >,
  ): Promise<void> {
    const { entityRef } = seen;
    const surroundings = await this.#readSurroundings([entityRef], new Date());
    const memberships = await this.#membershipsOf(seen, asks, surroundings);
    let changed = false;
    await durableTransaction(this.#knex, async tx => {
      const handoff = (await this.#store.lock(tx, seen.id))!;
      const now = notBefore(handoff);
      const contents = await this.#store.getContents([handoff], tx);
      const done = await work({
        tx,
        handoff,
        judged: judgeHandoff(handoff, surroundings, {
          contents,
          memberships,
          now,
        }),
        surroundings,
        now,
      });
      if (!done) {
        return;
      }
      const { handoff: next, ...entry } = done;
      changed = await this.#recorder.record(
        tx,
        next,
        { surroundings, memberships },
        now,
      );
      await this.#append(tx, next, now, entry);
    });
    if (changed) {
      this.#onChange();
    }
  }

  async #append(
    tx: Knex.Transaction,
    { id, entityRef, release }: Handoff,
    now: Date,
    { payload, ...entry }: Omit<NewLedgerEntry, 'subject'>,
  ): Promise<void> {
    await this.#ledger.append(
      tx,
      [
        {
          ...entry,
          subject: entityRef,
          payload: { handoff: id, release, ...payload },
        },
      ],
      now,
    );
  }

  #currentOf(
    entityRef: string,
    surroundings: HandoffSurroundings,
  ): CurrentEntity {
    const current = surroundings.currentOf(entityRef);
    if (!current) {
      throw noEntity(entityRef);
    }
    return current;
  }

  #checklistFor(id: string, { entity }: CurrentEntity) {
    const fitting = this.#checklists.filter(({ kind }) => kind === entity.kind);
    const found = fitting.find(checklist => checklist.id === id);
    if (!found) {
      throw new InputError(
        `Invalid body: checklist: there is no '${id}' for a ${
          entity.kind
        }; there are ${
          fitting.map(checklist => checklist.id).join(', ') || 'none'
        }`,
      );
    }
    const { origin, ...checklist } = found;
    return checklist;
  }

  /** Whoever asks for a handoff has something to do with the entity. */
  async #assertRoleHolder(
    person: string,
    entityRef: string,
    surroundings: HandoffSurroundings,
  ): Promise<void> {
    const parties = surroundings.rolePartiesOf(entityRef);
    const memberships = await this.#parties.membershipsOf({ signatures: [] }, [
      { person, parties },
    ]);
    if (![...(memberships.get(person)?.values() ?? [])].includes(true)) {
      const takes = parties.map(party =>
        describeMembership(surroundings.tree, party),
      );
      throw new NotAllowedError(
        takes.length
          ? `You cannot request this handoff, as you hold no role of ${describeRef(
              entityRef,
            )}: ${takes.join('; or ')}`
          : `Nobody holds a role of ${describeRef(
              entityRef,
            )}, so that nobody can request its handoff; name an owner in the catalog`,
      );
    }
  }
}

function itemOf({ checklist }: Handoff, itemId: string): ChecklistItem {
  const item = checklist.items.find(({ id }) => id === itemId);
  if (!item) {
    throw new NotFoundError(
      `There is no item '${itemId}'; the items are ${checklist.items
        .map(({ id }) => id)
        .join(', ')}`,
    );
  }
  return item;
}

/** The last decision of a person on an item, as long as it counts. */
function ownSignature(
  { status }: JudgedHandoff,
  itemId: string,
  person: string,
): HandoffSignature | undefined {
  return status.items
    .find(item => item.itemId === itemId)
    ?.signatures.find(
      ({ signer, standing }) => signer === person && standing === 'counts',
    );
}

function isSameDecision(
  own: HandoffSignature,
  { decision, fingerprint, comment, evidence }: HandoffSigning,
): boolean {
  return (
    own.decision === decision &&
    own.fingerprint === fingerprint &&
    own.comment === comment &&
    own.evidence?.link === evidence?.link &&
    own.evidence?.fileHash === evidence?.fileHash &&
    own.evidence?.note === evidence?.note
  );
}

function assertNo(obstacle: HandoffObstacle | undefined): void {
  if (obstacle) {
    throw obstacle.kind === 'state'
      ? new ConflictError(obstacle.reason)
      : new NotAllowedError(obstacle.reason);
  }
}

function assertSameRequest(known: Handoff, asked: Handoff): void {
  if (
    known.entityRef !== asked.entityRef ||
    known.release !== asked.release ||
    known.checklist.id !== asked.checklist.id ||
    known.requester !== asked.requester
  ) {
    throw new ConflictError(
      `There is another handoff with the id ${asked.id}; request this one under an id of its own`,
    );
  }
}

/** What the catalog does not have cannot be looked at, and so not be signed. */
function assertDeclared(release: string, { entity }: CurrentEntity): void {
  const declared = entity.spec.version;
  if (declared !== release) {
    throw new ConflictError(
      declared === undefined
        ? `The entity declares no release: set spec.version to ${release} first`
        : `The entity declares release ${declared}, not ${release}: request that one, or set spec.version first`,
    );
  }
}
