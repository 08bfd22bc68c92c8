import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  CheckInForce,
  CheckSet,
  decideWaiver,
  judgesKind,
  readContract,
  readOwnership,
  revokeWaiver,
  Waiver,
  WAIVER_STATES,
  waiverApprovePermission,
  waiverApprovers,
  WaiverDecision,
  WaiverDetail,
  WaiverList,
  WaiverRequest,
  waiverRequestPermission,
  waiverRevokePermission,
  WaiversQuery,
  waiverState,
  withdrawWaiver,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { z } from 'zod';
import {
  EntityAccess,
  findPerson,
  noEntity,
  Parties,
  personOf,
} from '../../access';
import { CatalogReader, readTitles } from '../../evidence';
import { decodeCursor, encodeCursor } from '../../http';
import { durableTransaction, LedgerStore } from '../../ledger';
import { MessageStore } from '../../messages';
import { ApprovalSubject } from './ApprovalSubject';
import { WaiverConfig } from './WaiverConfig';
import { WaiverFacts } from './WaiverFacts';
import {
  decidedMessage,
  requestedMessage,
  WaiverWords,
} from './waiverMessages';
import { StoredWaiver, WaiverFilter, WaiverStore } from './WaiverStore';
import { describeApprovers, WaiverView } from './WaiverView';

const DEFAULT_LIMIT = 50;
/** How many are read at once, of which some may not be for the reader. */
const PAGE_SIZE = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

const PERMISSIONS = {
  decide: waiverApprovePermission,
  withdraw: waiverRequestPermission,
  revoke: waiverRevokePermission,
};

const cursorSchema = z.object({
  filter: z.strictObject({
    entityRef: z.string().optional(),
    checkId: z.string().optional(),
    state: z.enum(WAIVER_STATES).optional(),
  }),
  waitingFor: z.literal('me').optional(),
  before: z.number().int(),
});

interface Options {
  knex: Knex;
  store: WaiverStore;
  facts: WaiverFacts;
  ledger: LedgerStore;
  messages: MessageStore;
  checkSet: CheckSet;
  config: WaiverConfig;
  reader: CatalogReader;
  parties: Parties;
  access: EntityAccess;
  /** Called when readiness has to be judged again. */
  onChange(): void;
}

/** Requests, decides and ends exemptions from checks. */
export class WaiverService {
  readonly #knex: Knex;
  readonly #store: WaiverStore;
  readonly #facts: WaiverFacts;
  readonly #ledger: LedgerStore;
  readonly #messages: MessageStore;
  readonly #checks: ReadonlyMap<string, CheckInForce>;
  readonly #config: WaiverConfig;
  readonly #reader: CatalogReader;
  readonly #parties: Parties;
  readonly #access: EntityAccess;
  readonly #onChange: () => void;

  static create(options: Options) {
    return new WaiverService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#facts = options.facts;
    this.#ledger = options.ledger;
    this.#messages = options.messages;
    this.#checks = new Map(
      options.checkSet.checks.map(check => [check.id, check]),
    );
    this.#config = options.config;
    this.#reader = options.reader;
    this.#parties = options.parties;
    this.#access = options.access;
    this.#onChange = options.onChange;
  }

  /**
   * Requests a waiver. Who asks for the same again gets the one that waits.
   *
   * @throws InputError when there is no such check for the entity, or the end
   *   is not within the time that a waiver may last
   * @throws NotFoundError when the reader may not read the entity
   * @throws NotAllowedError for services, and without the permission
   * @throws ConflictError when nobody can decide, another request for the same
   *   check waits, or the id is that of another waiver
   */
  async request(
    request: WaiverRequest,
    credentials: BackstageCredentials,
  ): Promise<WaiverDetail> {
    const person = personOf(credentials);
    const { entityRef } = request;
    await this.#access.assertReadable(entityRef, credentials);
    await this.#access.authorizeOn(
      waiverRequestPermission,
      entityRef,
      credentials,
    );
    const subject = await this.#readSubject(entityRef);
    this.#assertCheck(request.check, subject);
    const approvers = waiverApprovers(subject, this.#config.approver);
    if (!approvers.length) {
      throw new ConflictError(
        `Nobody could approve this waiver: ${describeApprovers(
          await this.#parties.tree(),
          entityRef,
          approvers,
        )}`,
      );
    }
    const waiver = await durableTransaction(this.#knex, async tx => {
      await this.#store.lock(tx, entityRef);
      const now = new Date();
      const asked: Waiver = {
        id: request.id ?? randomUUID(),
        entityRef,
        checkId: request.check,
        reason: request.reason,
        until: request.until,
        requestedBy: person,
        requestedAt: now.toISOString(),
      };
      const known = await this.#findRepeated(tx, asked, now);
      if (known) {
        return known;
      }
      this.#assertEnd(asked.until, now);
      await this.#store.insert(tx, asked);
      await this.#append(tx, 'requested', asked, person, {}, now);
      const nameOf = await readTitles(tx, refsIn(asked));
      await this.#messages.add(
        tx,
        [requestedMessage(asked, approvers, this.#wordsOf(asked, nameOf))],
        now,
      );
      return asked;
    });
    return this.#show(waiver, credentials);
  }

  /**
   * Approves or rejects a waiver.
   *
   * @throws NotFoundError when there is none, or the reader may not read its entity
   * @throws NotAllowedError for services, without the permission, for who
   *   requested it, and for whom the catalog now does not know as an approver
   * @throws ConflictError when it is no longer to be decided
   */
  async decide(
    id: string,
    made: { decision: WaiverDecision; comment?: string },
    credentials: BackstageCredentials,
  ): Promise<WaiverDetail> {
    const person = personOf(credentials);
    const waiver = await this.#getReadable(id, credentials);
    await this.#assertApprover(person, waiver, `${made.decision} this waiver`);
    await this.#access.authorizeOn(
      waiverApprovePermission,
      waiver.entityRef,
      credentials,
    );
    return this.#change(waiver, credentials, async (tx, current, now) => {
      const nameOf = await readTitles(tx, [...refsIn(current), person]);
      const decided = decideWaiver(
        current,
        { ...made, by: person },
        now,
        nameOf,
      );
      if (decided !== current) {
        await this.#store.update(tx, decided);
        if (made.decision === 'approve') {
          await this.#facts.record(tx, decided.entityRef, now);
        }
        const action = made.decision === 'approve' ? 'approved' : 'rejected';
        const { comment } = made;
        const said = comment === undefined ? {} : { comment };
        await this.#append(tx, action, decided, person, said, now);
        await this.#messages.add(
          tx,
          [decidedMessage(decided, this.#wordsOf(decided, nameOf))],
          now,
        );
      }
      return decided;
    });
  }

  /**
   * Takes a request back.
   *
   * @throws NotFoundError when there is none, or the reader may not read its entity
   * @throws NotAllowedError for services, without the permission, and for
   *   anyone but who requested it
   * @throws ConflictError when it is no longer to be decided
   */
  async withdraw(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<WaiverDetail> {
    const person = personOf(credentials);
    const waiver = await this.#getReadable(id, credentials);
    // Whose it is comes first: the policy may well deny it to anybody else.
    const named = await readTitles(this.#knex, refsIn(waiver));
    withdrawWaiver(waiver, person, new Date(), named);
    await this.#access.authorizeOn(
      waiverRequestPermission,
      waiver.entityRef,
      credentials,
    );
    return this.#change(waiver, credentials, async (tx, current, now) => {
      const nameOf = await readTitles(tx, refsIn(current));
      const withdrawn = withdrawWaiver(current, person, now, nameOf);
      if (withdrawn !== current) {
        await this.#store.update(tx, withdrawn);
        await this.#append(tx, 'withdrawn', withdrawn, person, {}, now);
      }
      return withdrawn;
    });
  }

  /**
   * Ends a waiver that is in force. Who requested it may give it up, too.
   *
   * @throws NotFoundError when there is none, or the reader may not read its entity
   * @throws NotAllowedError for services, without the permission, and for whom
   *   the catalog now does not know as an approver
   * @throws ConflictError when it is not in force
   */
  async revoke(
    id: string,
    revocation: { reason: string },
    credentials: BackstageCredentials,
  ): Promise<WaiverDetail> {
    const person = personOf(credentials);
    const waiver = await this.#getReadable(id, credentials);
    if (person !== waiver.requestedBy) {
      await this.#assertApprover(person, waiver, 'revoke this waiver');
    }
    await this.#access.authorizeOn(
      waiverRevokePermission,
      waiver.entityRef,
      credentials,
    );
    return this.#change(waiver, credentials, async (tx, current, now) => {
      const { reason } = revocation;
      const nameOf = await readTitles(tx, refsIn(current));
      const revoked = revokeWaiver(
        current,
        { by: person, reason },
        now,
        nameOf,
      );
      if (revoked !== current) {
        await this.#store.update(tx, revoked);
        await this.#facts.record(tx, revoked.entityRef, now);
        const said = { revocation: reason };
        await this.#append(tx, 'revoked', revoked, person, said, now);
      }
      return revoked;
    });
  }

  /** @throws NotFoundError when there is none, or the reader may not read its entity */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<WaiverDetail> {
    return this.#show(await this.#getReadable(id, credentials), credentials);
  }

  /** @throws NotAllowedError for services that ask what waits for them */
  async list(
    query: WaiversQuery,
    credentials: BackstageCredentials,
  ): Promise<WaiverList> {
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const continued = cursor ? decodeCursor(cursor, cursorSchema) : undefined;
    const filter: WaiverFilter = continued?.filter ?? {
      entityRef: query.entityRef,
      checkId: query.check,
      state: query.state,
    };
    const waitingFor = continued ? continued.waitingFor : query.waitingFor;
    if (waitingFor) {
      personOf(credentials);
      if (filter.state !== undefined && filter.state !== 'requested') {
        throw new InputError(
          `Invalid query: state: only waivers in the state requested wait for anyone, not those that are ${filter.state}; leave it out`,
        );
      }
    }
    const now = new Date();
    const readable = await this.#access.readableFor(credentials);
    const found: StoredWaiver[] = [];
    const shown = new Map<string, WaiverDetail>();
    let before = continued?.before;
    let more = true;
    // One more than is shown tells whether there is a next page.
    while (more && found.length <= limit) {
      const page = await this.#store.list(
        waitingFor ? { ...filter, state: 'requested' } : filter,
        { before, limit: PAGE_SIZE },
        now,
      );
      more = page.length === PAGE_SIZE;
      before = page.at(-1)?.place;
      const visible = page.filter(({ waiver }) =>
        readable.has(waiver.entityRef),
      );
      const view = await this.#view(
        visible.map(({ waiver }) => waiver.entityRef),
        credentials,
        now,
      );
      for (const stored of visible) {
        const detail = view.show(stored.waiver);
        if (!waitingFor || detail.reader.decide.allowed) {
          shown.set(detail.id, detail);
          found.push(stored);
        }
      }
    }
    const items = found.slice(0, limit);
    return {
      items: items.flatMap(({ waiver }) => shown.get(waiver.id) ?? []),
      maxDays: this.#config.maxDays,
      pageInfo: {
        nextCursor:
          found.length > limit
            ? encodeCursor({
                filter,
                waitingFor,
                before: items[items.length - 1].place,
              })
            : undefined,
      },
    };
  }

  /** Changes a waiver as it is once nobody else can change it. */
  async #change(
    { id, entityRef }: Waiver,
    credentials: BackstageCredentials,
    work: (tx: Knex.Transaction, current: Waiver, now: Date) => Promise<Waiver>,
  ): Promise<WaiverDetail> {
    const changed = await durableTransaction(this.#knex, async tx => {
      await this.#store.lock(tx, entityRef);
      const current = await this.#store.get(id, tx);
      if (!current) {
        throw notFound(id);
      }
      return work(tx, current, new Date());
    });
    this.#onChange();
    return this.#show(changed, credentials);
  }

  /**
   * The waiver that this request has made before, if it has.
   *
   * @throws ConflictError when another one is in its way
   */
  async #findRepeated(
    tx: Knex.Transaction,
    asked: Waiver,
    now: Date,
  ): Promise<Waiver | undefined> {
    const sameId = await this.#store.get(asked.id, tx);
    if (sameId) {
      if (isSameRequest(sameId, asked)) {
        return sameId;
      }
      throw new ConflictError(
        `The id ${asked.id} is that of another waiver; choose another one, or leave it out`,
      );
    }
    const open = await this.#store.listOpen(tx, asked.entityRef, now);
    const waiting = open.find(
      waiver =>
        waiver.checkId === asked.checkId &&
        waiverState(waiver, now) === 'requested',
    );
    if (!waiting || isSameRequest(waiting, asked)) {
      return waiting;
    }
    const nameOf = await readTitles(tx, refsIn(waiting));
    const { check, entity } = this.#wordsOf(waiting, nameOf);
    throw new ConflictError(
      `A waiver of “${check}” for ${entity} is requested already: ${
        waiting.id
      }, by ${nameOf(waiting.requestedBy)}. Have it decided or withdrawn first`,
    );
  }

  async #append(
    tx: Knex.Transaction,
    action: 'requested' | 'approved' | 'rejected' | 'withdrawn' | 'revoked',
    waiver: Waiver,
    actor: string,
    said: JsonObject,
    now: Date,
  ): Promise<void> {
    const { id, entityRef, checkId, reason, until, requestedBy } = waiver;
    await this.#ledger.append(
      tx,
      [
        {
          actor,
          action: `waiver.${action}`,
          subject: entityRef,
          payload: {
            waiver: id,
            check: checkId,
            reason,
            until,
            requestedBy,
            ...said,
          },
        },
      ],
      now,
    );
  }

  #wordsOf(
    { checkId, entityRef }: Waiver,
    nameOf: (ref: string) => string,
  ): WaiverWords {
    return {
      nameOf,
      check: this.#checks.get(checkId)?.title ?? checkId,
      entity: nameOf(entityRef),
    };
  }

  /** @throws InputError when a waiver may not last until then */
  #assertEnd(until: string, now: Date): void {
    const { maxDays } = this.#config;
    const latest = new Date(now.getTime() + maxDays * DAY_MS);
    if (Date.parse(until) <= now.getTime()) {
      throw new InputError(
        `Invalid body: until: is ${until}, which is over; write a time later than now`,
      );
    }
    if (Date.parse(until) > latest.getTime()) {
      throw new InputError(
        `Invalid body: until: is ${until}; a waiver lasts ${maxDays} days at most, until ${latest.toISOString()}`,
      );
    }
  }

  /** @throws InputError when the entity is not judged by the check */
  #assertCheck(checkId: string, { kind }: ApprovalSubject): void {
    const check = this.#checks.get(checkId);
    if (!check || !judgesKind(check, kind)) {
      throw new InputError(
        `Invalid body: check: no check '${checkId}' judges a ${kind}; GET /checks lists those in force`,
      );
    }
  }

  /** @throws NotAllowedError which says who can */
  async #assertApprover(
    person: string,
    { entityRef }: Waiver,
    action: string,
  ): Promise<void> {
    const approvers = waiverApprovers(
      await this.#readSubject(entityRef),
      this.#config.approver,
    );
    for (const ref of approvers) {
      if (await this.#parties.isMemberNow(person, ref)) {
        return;
      }
    }
    throw new NotAllowedError(
      `You cannot ${action}: ${describeApprovers(
        await this.#parties.tree(),
        entityRef,
        approvers,
      )}`,
    );
  }

  /** The entity and its roles, as the catalog has them now. */
  async #readSubject(entityRef: string): Promise<ApprovalSubject> {
    const entity = (await this.#reader.getScored([entityRef])).get(entityRef);
    if (!entity) {
      throw noEntity(entityRef);
    }
    const document =
      entity.kind === 'DataProduct' ? entity.spec.contract : undefined;
    const contract =
      document === undefined ? undefined : readContract(document).contract;
    const { roles } = readOwnership(entity, contract, new Date());
    return {
      kind: entity.kind,
      entity: entity as unknown as JsonObject,
      roles: roles.map(({ role, holders }) => ({
        role,
        refs: holders.map(({ ref }) => ref),
      })),
    };
  }

  async #getReadable(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Waiver> {
    const waiver = await this.#store.get(id);
    if (
      !waiver ||
      !(await this.#access.isReadable(waiver.entityRef, credentials))
    ) {
      throw notFound(id);
    }
    return waiver;
  }

  async #show(
    waiver: Waiver,
    credentials: BackstageCredentials,
  ): Promise<WaiverDetail> {
    const view = await this.#view([waiver.entityRef], credentials, new Date());
    return view.show(waiver);
  }

  async #view(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
    now: Date,
  ): Promise<WaiverView> {
    const refs = [...new Set(entityRefs)];
    const [tree, subjects, rightsOf] = await Promise.all([
      this.#parties.tree(),
      this.#store.getSubjects(refs),
      this.#access.rightsOf(PERMISSIONS, refs, credentials),
    ]);
    return WaiverView.create({
      checks: this.#checks,
      rule: this.#config.approver,
      tree,
      subjects,
      person: findPerson(credentials),
      rightsOf,
      now,
    });
  }
}

function isSameRequest(one: Waiver, other: Waiver): boolean {
  return (
    one.entityRef === other.entityRef &&
    one.checkId === other.checkId &&
    one.reason === other.reason &&
    one.until === other.until &&
    one.requestedBy === other.requestedBy
  );
}

/** What it is about, and who had to do with it. */
function refsIn(waiver: Waiver): string[] {
  const { entityRef, requestedBy, decision, revocation } = waiver;
  return [
    entityRef,
    requestedBy,
    ...[decision, revocation].flatMap(step => step?.by ?? []),
  ];
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(`There is no waiver ${id}`);
}
