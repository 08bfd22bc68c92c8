import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  Agreement,
  AGREEMENT_SIDES,
  agreementContent,
  AgreementCounterProposal,
  AgreementDetail,
  AgreementList,
  AgreementProposal,
  agreementProposePermission,
  AgreementRevision,
  AgreementsQuery,
  agreementsQuerySchema,
  AgreementSide,
  AgreementSigning,
  agreementSignPermission,
  agreementStatus,
  AgreementStatus,
  AgreementSummary,
  AgreementTermination,
  agreementTerminatePermission,
  AgreementTerms,
  ProposedTerms,
  readProposedTerms,
  toOdcsAgreement,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { EntityAccess, Parties, personOf } from '../access';
import { readTitles, TeamTree } from '../evidence';
import { decodeCursor, encodeCursor } from '../http';
import { durableTransaction, LedgerStore } from '../ledger';
import { sha256 } from '../ledger/sha256';
import { MessageStore } from '../messages';
import { OwnershipStore } from '../ownership/OwnershipStore';
import { AgreementRecorder } from './AgreementRecorder';
import {
  AgreementFilter,
  AgreementPlace,
  AgreementStore,
} from './AgreementStore';
import { awaitedSides, outsider, toDetail, toSummary } from './AgreementView';
import { readPromised } from './readPromised';

const DEFAULT_LIMIT = 50;
const PAGE_SIZE = 200;
const MAX_YEARS = 10;
const DUE_WITHIN_MS = 30 * 24 * 60 * 60_000;

const PERMISSIONS = {
  sign: agreementSignPermission,
  propose: agreementProposePermission,
  terminate: agreementTerminatePermission,
};

const cursorSchema = z.object({
  query: agreementsQuerySchema.omit({ cursor: true, limit: true }),
  after: z.object({ at: z.string(), id: z.string() }),
});

interface Options {
  knex: Knex;
  store: AgreementStore;
  recorder: AgreementRecorder;
  messages: MessageStore;
  ownership: OwnershipStore;
  ledger: LedgerStore;
  parties: Parties;
  access: EntityAccess;
  /** Called when an entity's readiness is due in consequence. */
  onChange: () => void;
}

/** Agreements between those who provide data and those who consume it. */
export class AgreementService {
  readonly #knex: Knex;
  readonly #store: AgreementStore;
  readonly #recorder: AgreementRecorder;
  readonly #messages: MessageStore;
  readonly #ownership: OwnershipStore;
  readonly #ledger: LedgerStore;
  readonly #parties: Parties;
  readonly #access: EntityAccess;
  readonly #onChange: () => void;

  static create(options: Options) {
    return new AgreementService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#recorder = options.recorder;
    this.#messages = options.messages;
    this.#ownership = options.ownership;
    this.#ledger = options.ledger;
    this.#parties = options.parties;
    this.#access = options.access;
    this.#onChange = options.onChange;
  }

  /**
   * Proposes terms. Sent twice with the same id, it is one proposal.
   *
   * @throws InputError, NotAllowedError, NotFoundError and ConflictError, each
   * with what to do
   */
  async propose(
    proposal: AgreementProposal,
    credentials: BackstageCredentials,
  ): Promise<AgreementDetail> {
    const person = personOf(credentials);
    const { entityRef, consumer } = proposal;
    await this.#access.assertReadable(entityRef, credentials);
    const provider = await this.#providerOf(proposal);
    const tree = await this.#parties.tree();
    if (!tree.get(consumer)) {
      throw new InputError(
        `Invalid body: consumer: ${consumer} is not a group of the catalog`,
      );
    }
    if (consumer === provider) {
      throw new InputError(
        `Invalid body: consumer: ${tree.nameOf(
          consumer,
        )} provides the data; an agreement takes two parties`,
      );
    }
    const side = await this.#sideOf(
      person,
      { provider, consumer },
      AGREEMENT_SIDES,
      proposal.side,
      'propose this',
    );
    await this.#access.authorizeOn(
      agreementProposePermission,
      entityRef,
      credentials,
    );
    const id = proposal.id ?? randomUUID();
    const terms = await this.#readTerms(
      entityRef,
      proposal.terms,
      undefined,
      new Date(),
    );
    await this.#change(entityRef, id, async ({ tx, known, now }) => {
      const agreement: Agreement = {
        id,
        entityRef,
        provider,
        consumer,
        revisions: [
          this.#revise({ entityRef, provider, consumer }, 1, terms, {
            side,
            person,
            now,
          }),
        ],
        signatures: [],
      };
      if (known) {
        if (isSameProposal(known, agreement)) {
          return false;
        }
        throw new ConflictError(
          `There is another agreement with the id ${id}; propose this one under an id of its own`,
        );
      }
      const open = (await this.#store.listOf(entityRef, tx)).find(
        other =>
          other.provider === provider &&
          other.consumer === consumer &&
          agreementStatus(other, notBefore(other, now))?.state === 'proposed',
      );
      if (open) {
        throw new ConflictError(
          `There is a proposal between ${tree.nameOf(
            provider,
          )} and ${tree.nameOf(consumer)} already, ${
            open.id
          }: answer it with a revision, or withdraw it first`,
        );
      }
      await this.#store.add(tx, agreement, 'proposed');
      await this.#announce(tx, agreement, agreement.revisions[0], now);
      return recordOfRevision('agreement.proposed', agreement, person);
    });
    return this.get(id, credentials);
  }

  /** Answers the newest revision with another one, which voids its signatures. */
  async counterPropose(
    id: string,
    proposal: AgreementCounterProposal,
    credentials: BackstageCredentials,
  ): Promise<AgreementDetail> {
    const person = personOf(credentials);
    const seen = await this.#find(id, credentials);
    const side = await this.#sideOf(
      person,
      seen,
      AGREEMENT_SIDES,
      proposal.side,
      'counter-propose',
    );
    await this.#access.authorizeOn(
      agreementProposePermission,
      seen.entityRef,
      credentials,
    );
    const answered = seen.revisions.find(
      ({ revision }) => revision === proposal.answers,
    );
    const terms = await this.#readTerms(
      seen.entityRef,
      proposal.terms,
      answered?.terms,
      notBefore(seen),
    );
    await this.#change(seen.entityRef, id, async ({ tx, known, now }) => {
      const agreement = known!;
      const status = assertOpen(agreement, now);
      const newest = status.revision.revision;
      const revision = this.#revise(agreement, proposal.answers + 1, terms, {
        side,
        person,
        now,
      });
      if (isSameRevision(agreement.revisions.at(-1)!, revision)) {
        return false;
      }
      if (newest !== proposal.answers) {
        throw new ConflictError(
          `Revision ${newest} is the newest, not ${proposal.answers}: look at it, and answer that one`,
        );
      }
      if (answered && sameTerms(answered.terms, terms)) {
        throw new InputError(
          `Invalid body: terms: are those of revision ${newest}; sign it, or change something`,
        );
      }
      await this.#store.addRevision(tx, id, revision);
      const revised = {
        ...agreement,
        revisions: [...agreement.revisions, revision],
      };
      await this.#announce(tx, revised, revision, now);
      return recordOfRevision('agreement.counter-proposed', revised, person);
    });
    return this.get(id, credentials);
  }

  /**
   * Signs the newest revision, as the signer saw it. With the second side's
   * signature it comes into force, and supersedes what was in force before.
   */
  async sign(
    id: string,
    signing: AgreementSigning,
    credentials: BackstageCredentials,
  ): Promise<AgreementDetail> {
    const person = personOf(credentials);
    const seen = await this.#find(id, credentials);
    const memberOf = await this.#sidesNow(person, seen);
    const tree = await this.#parties.tree();
    await this.#access.authorizeOn(
      agreementSignPermission,
      seen.entityRef,
      credentials,
      async () =>
        memberOf.length
          ? undefined
          : outsider(seen, AGREEMENT_SIDES, tree, 'sign this'),
    );
    await this.#change(seen.entityRef, id, async ({ tx, known, now }) => {
      const agreement = known!;
      // The same signature again changes nothing, also when it was the last.
      const own = agreement.signatures.find(
        ({ signer, revision }) =>
          signer === person && revision === signing.revision,
      );
      if (
        own?.fingerprint === signing.fingerprint &&
        (signing.side ?? own.side) === own.side
      ) {
        return false;
      }
      const status = assertOpen(agreement, now);
      assertShown(status.revision, signing);
      if (!memberOf.length) {
        throw new NotAllowedError(
          outsider(agreement, status.awaits, tree, 'sign this'),
        );
      }
      if (own) {
        throw new NotAllowedError(
          `You have signed for ${tree.nameOf(
            agreement[own.side],
          )}: the other side takes another person`,
        );
      }
      const side = pickSide(
        memberOf.filter(each => status.awaits.includes(each)),
        signing.side,
      );
      if (!side) {
        throw refusedSide(agreement, status, memberOf, signing.side, tree);
      }
      const signature = {
        revision: signing.revision,
        fingerprint: signing.fingerprint,
        side,
        signer: person,
        at: now.toISOString(),
      };
      await this.#store.addSignature(tx, id, signature);
      const signed: Agreement = {
        ...agreement,
        signatures: [...agreement.signatures, signature],
      };
      const superseded =
        agreementStatus(signed, now)?.state === 'active'
          ? await this.#supersedeOthers(tx, signed, now)
          : [];
      await this.#askProposers(tx, signed, now);
      return {
        actor: person,
        action: 'agreement.signed',
        subject: agreement.entityRef,
        payload: {
          agreement: id,
          revision: signature.revision,
          fingerprint: signature.fingerprint,
          side,
          party: agreement[side],
          ...(superseded.length ? { supersedes: superseded } : {}),
        },
      };
    });
    return this.get(id, credentials);
  }

  /** Ends an agreement in force, or withdraws a proposal. */
  async terminate(
    id: string,
    { reason }: AgreementTermination,
    credentials: BackstageCredentials,
  ): Promise<AgreementDetail> {
    const person = personOf(credentials);
    const seen = await this.#find(id, credentials);
    const sides = await this.#sidesNow(person, seen);
    if (!sides.length) {
      throw new NotAllowedError(
        outsider(
          seen,
          AGREEMENT_SIDES,
          await this.#parties.tree(),
          'end this agreement',
        ),
      );
    }
    await this.#access.authorizeOn(
      agreementTerminatePermission,
      seen.entityRef,
      credentials,
    );
    await this.#change(seen.entityRef, id, async ({ tx, known, now }) => {
      const agreement = known!;
      if (
        agreement.termination?.by === person &&
        agreement.termination.reason === reason
      ) {
        return false;
      }
      const status = agreementStatus(agreement, now)!;
      if (status.endedAt) {
        throw new ConflictError(
          `It has ended on ${status.endedAt.slice(0, 10)} already`,
        );
      }
      await this.#store.terminate(tx, id, {
        at: now.toISOString(),
        by: person,
        reason,
      });
      return {
        actor: person,
        action: 'agreement.terminated',
        subject: agreement.entityRef,
        payload: {
          agreement: id,
          revision: status.revision.revision,
          was: status.state,
          reason,
        },
      };
    });
    return this.get(id, credentials);
  }

  /** @throws NotFoundError when there is none, or the reader may not see its entity. */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<AgreementDetail> {
    const agreement = await this.#find(id, credentials);
    const now = notBefore(agreement);
    const [tree, rights, promised] = await Promise.all([
      this.#parties.tree(),
      this.#access.rightsOf(PERMISSIONS, [agreement.entityRef], credentials),
      readPromised(this.#knex, [agreement.entityRef]),
    ]);
    return toDetail(
      agreement,
      agreementStatus(agreement, now)!,
      promised(agreement.entityRef),
      tree,
      rights(agreement.entityRef),
      now,
    );
  }

  /** Newest first; only of entities that the reader may read. */
  async list(
    query: AgreementsQuery,
    credentials: BackstageCredentials,
  ): Promise<AgreementList> {
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor ? decodeCursor(cursor, cursorSchema) : undefined;
    const question = continued?.query ?? asked;
    const person = question.waitingFor ? personOf(credentials) : undefined;
    const [readable, tree] = await Promise.all([
      this.#access.readableFor(credentials),
      this.#parties.tree(),
    ]);
    const now = new Date();
    const found: { summary: AgreementSummary; place: AgreementPlace }[] = [];
    let after = continued?.after;
    for (;;) {
      const page = await this.#store.list(filterOf(question), {
        after,
        limit: PAGE_SIZE,
      });
      const visible = page.filter(({ entityRef }) => readable.has(entityRef));
      const promised = await readPromised(
        this.#knex,
        visible.map(({ entityRef }) => entityRef),
      );
      for (const agreement of visible) {
        const status = agreementStatus(agreement, notBefore(agreement, now))!;
        const summary = toSummary(
          agreement,
          status,
          promised(agreement.entityRef),
          tree,
          now,
        );
        if (
          isAsked(summary, question, now) &&
          (person === undefined ||
            awaitedSides(agreement, status, tree, person).length > 0)
        ) {
          found.push({
            summary,
            place: { at: summary.proposedAt, id: agreement.id },
          });
        }
      }
      if (found.length > limit || page.length < PAGE_SIZE) {
        break;
      }
      const last = page[page.length - 1];
      after = { at: last.revisions[0].proposedAt, id: last.id };
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

  /** An agreement as an ODCS document. */
  async export(
    id: string,
    { revision: asked }: { revision?: number },
    credentials: BackstageCredentials,
  ): Promise<Record<string, unknown>> {
    const agreement = await this.#find(id, credentials);
    const status = agreementStatus(agreement, notBefore(agreement))!;
    const revision =
      asked === undefined
        ? status.revision
        : agreement.revisions.find(each => each.revision === asked);
    if (!revision) {
      throw new NotFoundError(
        `There is no revision ${asked}; there are 1 to ${agreement.revisions.length}`,
      );
    }
    return toOdcsAgreement(agreement, revision, status.state);
  }

  /**
   * Changes an agreement in its turn. What it is, and what time it is, is read
   * in the turn, too: before it, others may sign, and the time goes on.
   *
   * @param work - what to record of it in the ledger; false when nothing changed
   */
  async #change(
    entityRef: string,
    id: string,
    work: (turn: {
      tx: Knex.Transaction;
      /** Absent when there is none with that id. */
      known: Agreement | undefined;
      now: Date;
    }) => Promise<false | Parameters<LedgerStore['append']>[1][number]>,
  ): Promise<void> {
    await durableTransaction(this.#knex, async tx => {
      await this.#store.takeTurn(tx, entityRef);
      const known = await this.#store.get(id, tx);
      const now = known ? notBefore(known) : new Date();
      const entry = await work({ tx, known, now });
      if (entry) {
        await this.#recorder.record(tx, entityRef, now);
        await this.#ledger.append(tx, [entry], now);
      }
    });
    this.#onChange();
  }

  /** What was in force between the same parties is so no longer. */
  async #supersedeOthers(
    tx: Knex.Transaction,
    { id, entityRef, provider, consumer }: Agreement,
    now: Date,
  ): Promise<string[]> {
    const others = (await this.#store.listOf(entityRef, tx)).filter(
      other =>
        other.id !== id &&
        other.provider === provider &&
        other.consumer === consumer &&
        agreementStatus(other, notBefore(other, now))?.state === 'active',
    );
    const ids = others.map(other => other.id);
    await this.#store.supersede(tx, ids, now.toISOString());
    return ids;
  }

  /** Tells the other side that it is their turn. */
  async #announce(
    tx: Knex.Transaction,
    agreement: Agreement,
    { revision, side }: AgreementRevision,
    now: Date,
  ): Promise<void> {
    const other = AGREEMENT_SIDES.find(each => each !== side)!;
    const nameOf = await readTitles(tx, [agreement.entityRef, agreement[side]]);
    const about = nameOf(agreement.entityRef);
    const proposer = nameOf(agreement[side]);
    await this.#messages.add(
      tx,
      [
        {
          id: `agreement ${agreement.id} revision ${revision}`,
          recipients: [agreement[other]],
          topic: 'agreements',
          title:
            revision === 1
              ? `${about}: ${proposer} proposes an agreement`
              : `${about}: ${proposer} answers with other terms`,
          text: 'Look at the terms on the SLA tab, and sign them or propose others.',
          severity: 'medium',
          entityRef: agreement.entityRef,
          tab: 'sla',
        },
      ],
      now,
    );
  }

  /** Tells those who proposed it that they are the ones who have yet to sign. */
  async #askProposers(
    tx: Knex.Transaction,
    agreement: Agreement,
    now: Date,
  ): Promise<void> {
    const { state, revision, awaits } = agreementStatus(agreement, now)!;
    const { id, entityRef, signatures } = agreement;
    const { side, signer } = signatures.at(-1)!;
    // To whom it was proposed, that side knows since then.
    if (state !== 'proposed' || side === revision.side) {
      return;
    }
    const nameOf = await readTitles(tx, [entityRef, agreement[side], signer]);
    await this.#messages.add(
      tx,
      [
        {
          id: `agreement ${id} revision ${revision.revision} signed by ${side}`,
          recipients: awaits.map(each => agreement[each]),
          topic: 'agreements',
          title: `${nameOf(entityRef)}: ${nameOf(
            agreement[side],
          )} has signed the agreement, and waits for you`,
          text: `${nameOf(signer)} signed revision ${
            revision.revision
          }. Sign it on the SLA tab, or propose other terms.`,
          severity: 'medium',
          entityRef,
          tab: 'sla',
        },
      ],
      now,
    );
  }

  #revise(
    about: Pick<Agreement, 'entityRef' | 'provider' | 'consumer'>,
    revision: number,
    terms: AgreementTerms,
    by: { side: AgreementSide; person: string; now: Date },
  ): AgreementRevision {
    return {
      revision,
      terms,
      fingerprint: sha256(agreementContent({ ...about, revision, terms })),
      side: by.side,
      proposedBy: by.person,
      proposedAt: by.now.toISOString(),
    };
  }

  async #readTerms(
    entityRef: string,
    proposed: ProposedTerms,
    answered: AgreementTerms | undefined,
    now: Date,
  ): Promise<AgreementTerms> {
    const promised = await readPromised(this.#knex, [entityRef]);
    const { terms, problems } = readProposedTerms(proposed, {
      promised: promised(entityRef),
      answered: answered?.objectives,
    });
    const today = now.toISOString().slice(0, 10);
    const latest = `${now.getUTCFullYear() + MAX_YEARS}${today.slice(4)}`;
    if (terms.renewOn <= today || terms.renewOn > latest) {
      problems.push(
        `renewOn: ${terms.renewOn} is not a day after today and within ${MAX_YEARS} years`,
      );
    }
    if (problems.length) {
      throw new InputError(`Invalid body: terms: ${problems.join('; ')}`);
    }
    return terms;
  }

  /** The owner, or the one of several that is named. */
  async #providerOf({
    entityRef,
    provider,
  }: AgreementProposal): Promise<string> {
    if (parseEntityRef(entityRef).kind.toLowerCase() !== 'dataproduct') {
      throw new InputError(
        `Invalid body: entityRef: ${entityRef} is not a data product; agreements are about these`,
      );
    }
    const ownership = await this.#ownership.get(entityRef);
    const owners =
      ownership?.roles
        .find(({ role }) => role === 'owner')
        ?.holders.map(({ ref }) => ref) ?? [];
    if (provider !== undefined && !owners.includes(provider)) {
      throw new InputError(
        `Invalid body: provider: ${provider} does not own ${entityRef}; owned by ${
          owners.join(', ') || 'nobody'
        }`,
      );
    }
    if (provider === undefined && owners.length !== 1) {
      throw new InputError(
        owners.length
          ? `Invalid body: provider: is missing, as there are several owners; name one of ${owners.join(
              ', ',
            )}`
          : `Invalid body: entityRef: nobody owns ${entityRef}, so that nobody can agree to anything; name an owner in the catalog`,
      );
    }
    return provider ?? owners[0];
  }

  async #sidesNow(
    person: string,
    parties: Pick<Agreement, AgreementSide>,
  ): Promise<AgreementSide[]> {
    const isMember = await Promise.all(
      AGREEMENT_SIDES.map(side =>
        this.#parties.isMemberNow(person, parties[side]),
      ),
    );
    return AGREEMENT_SIDES.filter((_, index) => isMember[index]);
  }

  /** @throws NotAllowedError, or InputError for a member of both who does not say */
  async #sideOf(
    person: string,
    parties: Pick<Agreement, AgreementSide>,
    among: readonly AgreementSide[],
    asked: AgreementSide | undefined,
    action: string,
  ): Promise<AgreementSide> {
    const sides = await this.#sidesNow(person, parties);
    const side = pickSide(sides, asked);
    if (!side) {
      throw new NotAllowedError(
        outsider(
          parties,
          asked ? [asked] : among,
          await this.#parties.tree(),
          action,
        ),
      );
    }
    return side;
  }

  async #find(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Agreement> {
    const agreement = await this.#store.get(id);
    if (
      !agreement ||
      !(await this.#access.isReadable(agreement.entityRef, credentials))
    ) {
      throw new NotFoundError(`There is no agreement ${id}`);
    }
    return agreement;
  }
}

function filterOf({
  entityRef,
  party,
  state,
  breached,
  due,
  waitingFor,
}: Omit<AgreementsQuery, 'cursor' | 'limit'>): AgreementFilter {
  if (waitingFor) {
    return { entityRef, party, state: 'proposed' };
  }
  return { entityRef, party, state: breached || due ? 'active' : state };
}

function isAsked(
  summary: AgreementSummary,
  question: Omit<AgreementsQuery, 'cursor' | 'limit'>,
  now: Date,
): boolean {
  const { state, breached, due } = question;
  const before = new Date(now.getTime() + DUE_WITHIN_MS).toISOString();
  const occasion = due === 'review' ? summary.nextReview : summary.validUntil;
  return (
    (state === undefined || summary.state === state) &&
    (!breached || summary.breachedByChange.length > 0) &&
    (!due ||
      (summary.state === 'active' &&
        occasion !== undefined &&
        occasion <= before))
  );
}

/** Clocks of replicas differ: nothing happens before what it answers. */
function notBefore(agreement: Agreement, now = new Date()): Date {
  const latest = [...agreement.revisions.map(({ proposedAt }) => proposedAt)]
    .concat(agreement.signatures.map(({ at }) => at))
    .reduce((a, b) => (a > b ? a : b));
  return now.toISOString() < latest ? new Date(latest) : now;
}

/** @throws ConflictError when it is no proposal any more */
function assertOpen(agreement: Agreement, now: Date): AgreementStatus {
  const status = agreementStatus(agreement, now)!;
  if (status.state === 'active') {
    throw new ConflictError(
      `Both sides have signed revision ${status.revision.revision}: it is in force; propose a new agreement to change the terms`,
    );
  }
  if (status.state !== 'proposed') {
    throw new ConflictError(
      `The agreement is ${status.state} since ${status.endedAt?.slice(
        0,
        10,
      )}; propose a new one`,
    );
  }
  return status;
}

/** @throws ConflictError when the signer was shown something else */
function assertShown(newest: AgreementRevision, shown: AgreementSigning): void {
  if (newest.revision !== shown.revision) {
    throw new ConflictError(
      `Revision ${newest.revision} is the newest, not ${shown.revision}: look at it before you sign`,
    );
  }
  if (newest.fingerprint !== shown.fingerprint) {
    throw new ConflictError(
      `The fingerprint is not that of revision ${newest.revision}: look at the terms before you sign`,
    );
  }
}

/** @throws InputError when there are several and none is asked for */
function pickSide(
  sides: readonly AgreementSide[],
  asked: AgreementSide | undefined,
): AgreementSide | undefined {
  if (asked === undefined && sides.length > 1) {
    throw new InputError(
      'Invalid body: side: is missing; you belong to both parties, so say for which you act: provider or consumer',
    );
  }
  return asked === undefined ? sides[0] : sides.find(side => side === asked);
}

/** Why a member of a party cannot sign for it now. */
function refusedSide(
  agreement: Agreement,
  { awaits, signatures }: AgreementStatus,
  memberOf: readonly AgreementSide[],
  asked: AgreementSide | undefined,
  tree: TeamTree,
): Error {
  const wanted = asked ?? memberOf[0];
  const signature = signatures.find(({ side }) => side === wanted);
  return signature && memberOf.includes(wanted)
    ? new ConflictError(
        `${tree.nameOf(signature.signer)} has signed for ${tree.nameOf(
          agreement[wanted],
        )} already`,
      )
    : new NotAllowedError(
        outsider(agreement, asked ? [asked] : awaits, tree, 'sign this'),
      );
}

function recordOfRevision(
  action: string,
  agreement: Agreement,
  actor: string,
): Parameters<LedgerStore['append']>[1][number] {
  const { revision, terms, fingerprint, side } = agreement.revisions.at(-1)!;
  return {
    actor,
    action,
    subject: agreement.entityRef,
    payload: {
      agreement: agreement.id,
      provider: agreement.provider,
      consumer: agreement.consumer,
      revision,
      side,
      fingerprint,
      terms: JSON.parse(JSON.stringify(terms)),
    },
  };
}

function isSameProposal(known: Agreement, sent: Agreement): boolean {
  const [first] = known.revisions;
  return (
    first.fingerprint === sent.revisions[0].fingerprint &&
    isSameRevision(first, sent.revisions[0])
  );
}

function isSameRevision(a: AgreementRevision, b: AgreementRevision): boolean {
  return (
    a.revision === b.revision &&
    a.fingerprint === b.fingerprint &&
    a.proposedBy === b.proposedBy
  );
}

function sameTerms(a: AgreementTerms, b: AgreementTerms): boolean {
  const about = { entityRef: '', provider: '', consumer: '', revision: 0 };
  return (
    agreementContent({ ...about, terms: a }) ===
    agreementContent({ ...about, terms: b })
  );
}
