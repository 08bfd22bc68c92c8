import { randomUUID } from 'node:crypto';
import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  ChecklistInForce,
  ChecklistItem,
  ChecklistList,
  ChecklistsQuery,
  describeRef,
  Handoff,
  HandoffCompletionRequest,
  HandoffContent,
  HandoffDetail,
  HandoffList,
  HandoffObstacle,
  HandoffRequest,
  handoffRequestPermission,
  HandoffSignature,
  HandoffSigning,
  handoffSignPermission,
  HandoffsQuery,
  handoffsQuerySchema,
  handoffStatus,
  handoffWithdrawPermission,
  HandoffWithdrawalRequest,
  whyNotComplete,
  whyNotSign,
  whyNotWithdraw,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { describeMembership, personOf, ReadableEntities } from '../access';
import { decodeCursor, encodeCursor } from '../http';
import { durableTransaction, LedgerStore, NewLedgerEntry } from '../ledger';
import { HandoffParties } from './HandoffParties';
import { HandoffRecorder } from './HandoffRecorder';
import { HandoffPlace, HandoffStore } from './HandoffStore';
import {
  CurrentEntity,
  HandoffSurroundings,
  MembershipsNow,
  ReadSurroundings,
} from './HandoffSurroundings';
import {
  describeObstacle,
  HandoffRights,
  JudgedHandoff,
  toDetail,
  toSummary,
  waitsFor,
} from './HandoffView';

const DEFAULT_LIMIT = 50;
const PAGE_SIZE = 100;

const cursorSchema = z.object({
  query: handoffsQuerySchema.omit({ cursor: true, limit: true }),
  after: z.object({ at: z.string(), id: z.string() }),
});

interface Options {
  knex: Knex;
  store: HandoffStore;
  recorder: HandoffRecorder;
  ledger: LedgerStore;
  parties: HandoffParties;
  readSurroundings: ReadSurroundings;
  checklists: readonly ChecklistInForce[];
  readable: ReadableEntities;
  permissions: PermissionsService;
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

/** Requested transitions of releases, and who signs what of them. */
export class HandoffService {
  readonly #knex: Knex;
  readonly #store: HandoffStore;
  readonly #recorder: HandoffRecorder;
  readonly #ledger: LedgerStore;
  readonly #parties: HandoffParties;
  readonly #readSurroundings: ReadSurroundings;
  readonly #checklists: readonly ChecklistInForce[];
  readonly #readable: ReadableEntities;
  readonly #permissions: PermissionsService;
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
    this.#readable = options.readable;
    this.#permissions = options.permissions;
    this.#onChange = options.onChange;
  }

  /** The checklists in force. */
  async listChecklists(
    { entityRef }: ChecklistsQuery,
    credentials: BackstageCredentials,
  ): Promise<ChecklistList> {
    if (entityRef !== undefined) {
      await this.#assertReadable(entityRef, credentials);
    }
    return {
      items: this.#checklists
        .filter(
          ({ kind }) =>
            entityRef === undefined ||
            entityRef.startsWith(`${kind.toLocaleLowerCase('en-US')}:`),
        )
        .map(({ items, ...checklist }) => ({
          ...checklist,
          sides: checklist.sides && { ...checklist.sides },
          items: items.map(item => ({
            ...item,
            covers: item.covers && [...item.covers],
          })),
        })),
    };
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
    await this.#assertReadable(entityRef, credentials);
    await this.#authorize(handoffRequestPermission, entityRef, credentials);
    const now = new Date();
    const surroundings = await this.#readSurroundings([entityRef], now);
    const current = this.#currentOf(entityRef, surroundings);
    const checklist = this.#checklistFor(request.checklist, current);
    await this.#assertRoleHolder(person, entityRef, surroundings);
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
    return this.get(handoff.id, credentials);
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
    const seen = await this.#find(id, credentials);
    await this.#authorize(handoffSignPermission, seen.entityRef, credentials);
    const item = itemOf(seen, itemId);
    await this.#change(
      seen,
      { person, responsible: item.responsible },
      async change => {
        const { tx, handoff, judged, surroundings, now } = change;
        const own = ownSignature(judged, itemId, person);
        if (own && isSameDecision(own, signing)) {
          return undefined;
        }
        const { facts } = judged;
        const obstacle = whyNotSign(handoff, facts, person, itemId);
        const { tree } = surroundings;
        assertNo(
          obstacle && {
            ...obstacle,
            reason: describeObstacle(obstacle, { item, facts, tree }),
          },
        );
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
      },
    );
    return this.get(id, credentials);
  }

  /** Takes a handoff back, for good. What was signed stays to be seen. */
  async withdraw(
    id: string,
    { reason }: HandoffWithdrawalRequest,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const person = personOf(credentials);
    const seen = await this.#find(id, credentials);
    await this.#authorize(
      handoffWithdrawPermission,
      seen.entityRef,
      credentials,
    );
    await this.#change(
      seen,
      { person, responsible: 'owner' },
      async ({ tx, handoff, judged, now }) => {
        const known = handoff.withdrawal;
        if (known?.by === person && known.reason === reason) {
          return undefined;
        }
        assertNo(whyNotWithdraw(handoff, judged.facts, person));
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
    return this.get(id, credentials);
  }

  /** Signs the release off, with the content that everybody has approved. */
  async complete(
    id: string,
    { fingerprint }: HandoffCompletionRequest,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const person = personOf(credentials);
    const seen = await this.#find(id, credentials);
    await this.#authorize(
      handoffRequestPermission,
      seen.entityRef,
      credentials,
    );
    await this.#change(
      seen,
      { person, responsible: 'owner' },
      async ({ tx, handoff, judged, surroundings, now }) => {
        if (handoff.completion?.fingerprint === fingerprint) {
          return undefined;
        }
        const { facts, status } = judged;
        assertNo(whyNotComplete(handoff, status, facts, person));
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
    return this.get(id, credentials);
  }

  /** @throws NotFoundError when there is none, or the reader may not see its entity. */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const handoff = await this.#find(id, credentials);
    const { entityRef } = handoff;
    const now = notBefore(handoff);
    const [surroundings, memberships, rights, completed] = await Promise.all([
      this.#readSurroundings([entityRef], now),
      this.#parties.membershipsOf(handoff),
      this.#rightsOf(entityRef, credentials),
      this.#store.listCompleted(entityRef),
    ]);
    const before = completed
      .filter(
        ({ checklist, completion, id: other }) =>
          other !== id &&
          checklist.to === handoff.checklist.to &&
          completion!.at < (handoff.completion?.at ?? now.toISOString()),
      )
      .at(-1);
    const contents = await this.#store.getContents(
      before ? [handoff, before] : [handoff],
    );
    const content = before && contents.get(before.completion!.fingerprint);
    return toDetail(
      judge(handoff, surroundings, { contents, memberships, now }),
      surroundings,
      rights,
      content && { handoff: before, content },
    );
  }

  /** Newest first; only of entities that the reader may read. */
  async list(
    query: HandoffsQuery,
    credentials: BackstageCredentials,
  ): Promise<HandoffList> {
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor ? decodeCursor(cursor, cursorSchema) : undefined;
    const question = continued?.query ?? asked;
    const person = question.waitingFor ? personOf(credentials) : undefined;
    const readable = await this.#readable.for(credentials);
    const waitingOn =
      person === undefined ? undefined : await this.#partiesOf(person);
    const now = new Date();
    const found: {
      summary: HandoffList['items'][number];
      place: HandoffPlace;
    }[] = [];
    let after = continued?.after;
    while (found.length <= limit) {
      const page = await this.#store.list(
        { entityRef: question.entityRef, state: question.state, waitingOn },
        { after, limit: PAGE_SIZE },
      );
      const visible = page.filter(({ entityRef }) => readable.has(entityRef));
      const surroundings = await this.#readSurroundings(
        visible.map(({ entityRef }) => entityRef),
        now,
      );
      const contents = await this.#store.getContents(visible);
      for (const handoff of visible) {
        const judged = judge(handoff, surroundings, {
          contents,
          memberships: new Map(),
          now: notBefore(handoff, now),
        });
        // What is stored may be a little behind.
        if (
          (question.state === undefined ||
            judged.status.state === question.state) &&
          (person === undefined || waitsFor(judged, person))
        ) {
          found.push({
            summary: toSummary(judged, surroundings),
            place: { at: handoff.requestedAt, id: handoff.id },
          });
        }
      }
      if (page.length < PAGE_SIZE) {
        break;
      }
      const last = page[page.length - 1];
      after = { at: last.requestedAt, id: last.id };
    }
    const shown = found.slice(0, limit);
    return {
      items: shown.map(({ summary }) => summary),
      pageInfo: {
        nextCursor:
          found.length > limit
            ? encodeCursor({ query: question, after: shown.at(-1)!.place })
            : undefined,
      },
    };
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
    asks: { person: string; responsible: string },
    work: (
      change: Change,
    ) => Promise<
      (Omit<NewLedgerEntry, 'subject'> & { handoff: Handoff }) | undefined
    >,
  ): Promise<void> {
    const { entityRef } = seen;
    const surroundings = await this.#readSurroundings([entityRef], new Date());
    const memberships = await this.#parties.membershipsOf(seen, [
      {
        person: asks.person,
        parties: surroundings.partiesOf(entityRef, asks.responsible),
      },
    ]);
    let changed = false;
    await durableTransaction(this.#knex, async tx => {
      const handoff = (await this.#store.lock(tx, seen.id))!;
      const now = notBefore(handoff);
      const contents = await this.#store.getContents([handoff], tx);
      const done = await work({
        tx,
        handoff,
        judged: judge(handoff, surroundings, { contents, memberships, now }),
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
      throw new NotFoundError(
        `There is no data product or decision path ${entityRef} in the catalog`,
      );
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

  /** A person, and all groups that they belong to. */
  async #partiesOf(person: string): Promise<string[]> {
    const { tree } = await this.#readSurroundings([], new Date());
    return [person, ...tree.lineageOf(person)];
  }

  async #find(id: string, credentials: BackstageCredentials): Promise<Handoff> {
    const handoff = await this.#store.get(id);
    if (
      !handoff ||
      !(await this.#readable.isReadable(handoff.entityRef, credentials))
    ) {
      throw new NotFoundError(`There is no handoff ${id}`);
    }
    return handoff;
  }

  async #assertReadable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#readable.isReadable(entityRef, credentials))) {
      throw new NotFoundError(
        `There is no data product or decision path ${entityRef} in the catalog`,
      );
    }
  }

  async #authorize(
    permission: ResourcePermission,
    resourceRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(describeLack(permission, resourceRef));
    }
  }

  async #rightsOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<HandoffRights> {
    const permissions = {
      sign: handoffSignPermission,
      request: handoffRequestPermission,
      withdraw: handoffWithdrawPermission,
    };
    const decisions = await this.#permissions.authorize(
      Object.values(permissions).map(permission => ({
        permission,
        resourceRef: entityRef,
      })),
      { credentials },
    );
    const principal = credentials.principal as { type?: string };
    return {
      person: principal.type === 'user' ? personOf(credentials) : undefined,
      lacks: Object.fromEntries(
        Object.entries(permissions).flatMap(([action, permission], index) =>
          decisions[index].result === AuthorizeResult.ALLOW
            ? []
            : [[action, describeLack(permission, entityRef)]],
        ),
      ),
    };
  }
}

function judge(
  handoff: Handoff,
  surroundings: HandoffSurroundings,
  options: {
    contents: ReadonlyMap<string, HandoffContent>;
    memberships: MembershipsNow;
    now: Date;
  },
): JudgedHandoff {
  const facts = surroundings.factsOf(
    handoff,
    options.contents,
    options.memberships,
  );
  return { handoff, facts, status: handoffStatus(handoff, facts, options.now) };
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

/** Clocks of replicas differ; what follows does not come before. */
function notBefore(
  { requestedAt, signatures, completion }: Handoff,
  now = new Date(),
): Date {
  const last = [
    requestedAt,
    signatures.at(-1)?.at ?? '',
    completion?.at ?? '',
  ].sort()[2];
  return last > now.toISOString() ? new Date(last) : now;
}

function describeLack({ name }: ResourcePermission, entityRef: string): string {
  return `This takes the permission ${name} on ${describeRef(
    entityRef,
  )}; ask whoever runs the portal for it`;
}
