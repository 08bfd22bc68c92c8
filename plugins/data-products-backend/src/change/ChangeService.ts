import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  affectedParties,
  AffectedParty,
  canonicalJson,
  Change,
  ChangeAcknowledging,
  changeAcknowledgePermission,
  ChangeDetail,
  changeEffect,
  ChangeList,
  ChangeNotifying,
  changeOverridePermission,
  ChangeOverriding,
  changePromotePermission,
  ChangePromotion,
  ChangeProposal,
  changeProposePermission,
  ChangesQuery,
  changesQuerySchema,
  ChangeWithdrawal,
  ContractDifference,
  differContracts,
  GateAnswer,
  GateJudgement,
  NOTIFICATION_INTERVAL_HOURS,
  ReadinessEvidence,
  readContract,
  Rollback,
  RollbackRequest,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { z } from 'zod';
import {
  belongsTo,
  EntityAccess,
  noEntity,
  Parties,
  personOf,
} from '../access';
import { readTitles, TeamTree } from '../evidence';
import { decodeCursor, encodeCursor } from '../http';
import { ImpactService } from '../impact/ImpactService';
import { durableTransaction, LedgerStore } from '../ledger';
import { sha256 } from '../ledger/sha256';
import { MessageStore } from '../messages';
import { ReadinessStore } from '../readiness';
import { ChangeMessages, listOwners } from './ChangeMessages';
import {
  ChangeEnding,
  ChangePlace,
  ChangeStore,
  StoredChange,
  turnsOf,
} from './ChangeStore';
import {
  ChangeRights,
  NOBODY_ASKED,
  notYours,
  outsider,
  OWN_ANSWER,
  OWN_OVERRIDE,
  toDetail,
  toGateAnswer,
  toSummary,
} from './ChangeView';
import { GateKeeper, inForceOf, Judged, Surroundings } from './GateKeeper';
import { recordReleaseEvents } from './ReleaseEvents';
import { saveContracts, StoredContract, storedContractOf } from './releases';

const PERMISSIONS = {
  propose: changeProposePermission,
  acknowledge: changeAcknowledgePermission,
  override: changeOverridePermission,
  promote: changePromotePermission,
};

const NOTIFICATION_INTERVAL_MS = NOTIFICATION_INTERVAL_HOURS * 60 * 60 * 1000;

const DEFAULT_LIMIT = 50;
const PAGE_SIZE = 200;

const cursorSchema = z.object({
  query: changesQuerySchema.omit({ cursor: true, limit: true }),
  after: z.object({ at: z.string(), id: z.string() }),
});

type LedgerRecord = Parameters<LedgerStore['append']>[1][number];

interface Options {
  knex: Knex;
  store: ChangeStore;
  keeper: GateKeeper;
  impact: ImpactService;
  readiness: ReadinessStore;
  ledger: LedgerStore;
  messages: MessageStore;
  parties: Parties;
  access: EntityAccess;
}

/** Changes: proposed, judged by the gate, answered, promoted and taken back. */
export class ChangeService {
  readonly #knex: Knex;
  readonly #store: ChangeStore;
  readonly #keeper: GateKeeper;
  readonly #impact: ImpactService;
  readonly #readiness: ReadinessStore;
  readonly #ledger: LedgerStore;
  readonly #messages: ChangeMessages;
  readonly #parties: Parties;
  readonly #access: EntityAccess;

  static create(options: Options) {
    return new ChangeService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#impact = options.impact;
    this.#readiness = options.readiness;
    this.#ledger = options.ledger;
    this.#messages = ChangeMessages.create(options.messages);
    this.#parties = options.parties;
    this.#access = options.access;
  }

  /**
   * Proposes a change. Sent twice with the same id, it is one.
   *
   * @throws InputError, NotAllowedError, NotFoundError and ConflictError, each
   * with what to do
   */
  async propose(
    proposal: ChangeProposal,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const actor = actorOf(credentials);
    const { entityRef } = proposal;
    const evidence = await this.#entityOf(entityRef, credentials);
    await this.#access.authorizeOn(
      changeProposePermission,
      entityRef,
      credentials,
    );
    const { id: asked, ...content } = proposal;
    const id = asked ?? randomUUID();
    const request = sha256(
      canonicalJson({ ...content, actor } as unknown as JsonValue),
    );
    const contract = readProposedContract(proposal, evidence);
    const now = new Date();
    const { change, release } = await this.#toChange(
      { ...proposal, id },
      { contract, evidence, actor, now },
    );
    if (contract) {
      // First, so that it can be compared by its fingerprint.
      await this.#knex.transaction(tx => saveContracts(tx, [contract]));
    }
    const surroundings = await this.#keeper.survey(change);
    await durableTransaction(this.#knex, async tx => {
      await this.#store.takeTurn(tx, entityRef);
      const known = await this.#store.getRequest(tx, id);
      if (known === request) {
        return;
      }
      if (known !== undefined) {
        throw new ConflictError(
          `There is another change with the id ${id}; propose this one under an id of its own`,
        );
      }
      const fresh = { change, acknowledgements: [], overrides: [] };
      const judged = this.#keeper.judge(
        surroundings,
        fresh,
        await this.#store.getHistory(entityRef, tx),
        now,
      );
      await this.#store.add(tx, {
        change,
        request,
        release,
        affected: surroundings.reached.nodes.length,
        judgement: judged.judgement,
      });
      const told = await this.#messages.proposed(tx, change, judged, now);
      await this.#store.saveNotifications(
        tx,
        id,
        told.map(party => ({ party, by: actor, at: now.toISOString() })),
      );
      await this.#ledger.append(
        tx,
        [
          {
            actor,
            action: 'change.proposed',
            subject: entityRef,
            payload: plain({
              change,
              affected: surroundings.reached.nodes.length,
              verdict: judged.judgement.verdict,
            }),
          },
        ],
        now,
      );
    });
    return this.get(id, credentials);
  }

  /** @throws NotFoundError when there is none, or the reader may not see its entity. */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const found = await this.#find(id, credentials);
    const { stored, judged } = await this.#judge(found);
    const { change } = stored;
    const [gate, rights, context] = await Promise.all([
      this.#toGateAnswer(stored, judged, credentials),
      this.#rightsOf(change.entityRef, credentials),
      this.#viewContext([change.entityRef], credentials),
    ]);
    return toDetail(
      stored,
      {
        gate,
        asked: judged.asked,
        owners: judged.surroundings.facts.owners,
        difference: judged.surroundings.difference,
        rights,
      },
      context,
    );
  }

  /** What the gate says now; of a change that has ended, what it said then. */
  async gate(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<GateAnswer> {
    const found = await this.#find(id, credentials);
    const { stored, judged } = await this.#judge(found);
    return this.#toGateAnswer(stored, judged, credentials);
  }

  /** Newest first; only of entities that the reader may read. */
  async list(
    query: ChangesQuery,
    credentials: BackstageCredentials,
  ): Promise<ChangeList> {
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor ? decodeCursor(cursor, cursorSchema) : undefined;
    const question = continued?.query ?? asked;
    const { waitingFor, entityRef, affecting } = question;
    const person = waitingFor ? personOf(credentials) : undefined;
    const [readable, tree, upstream] = await Promise.all([
      this.#access.readableFor(credentials),
      this.#parties.tree(),
      affecting === undefined ? undefined : this.#upstreamOf(affecting),
    ]);
    if (affecting !== undefined && !readable.has(affecting)) {
      throw new NotFoundError(`There is no ${affecting} in the catalog`);
    }
    const isAsked = ({ waitsFor, state }: StoredChange) =>
      person === undefined ||
      (state === 'open' &&
        waitsFor.some(
          party =>
            belongsTo(tree, person, party) ||
            (waitingFor === 'team' && isBelow(tree, person, party)),
        ));
    const state = waitingFor ? 'open' : question.state;
    const found: StoredChange[] = [];
    let after: ChangePlace | undefined = continued?.after;
    for (;;) {
      const page = await this.#store.list(
        { entityRef, state },
        { after, limit: PAGE_SIZE },
      );
      for (const each of page) {
        const { change } = each;
        if (
          readable.has(change.entityRef) &&
          isAsked(each) &&
          (upstream?.has(change.entityRef) ?? true) &&
          (affecting === undefined ||
            (await this.#keeper.reaches(change, affecting)))
        ) {
          found.push(each);
        }
      }
      if (found.length > limit || page.length < PAGE_SIZE) {
        break;
      }
      after = placeOf(page[page.length - 1]);
    }
    const shown = found.slice(0, limit);
    const nameOf = await readTitles(
      this.#knex,
      shown.map(({ change }) => change.entityRef),
    );
    return {
      items: shown.map(each => toSummary(each, { tree, nameOf })),
      pageInfo: {
        nextCursor:
          found.length > limit
            ? encodeCursor({ query: question, after: placeOf(shown.at(-1)!) })
            : undefined,
      },
    };
  }

  /** Answers a change for a party that is asked. */
  async acknowledge(
    id: string,
    { decision, comment, party: named }: ChangeAcknowledging,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const person = personOf(credentials);
    const seen = await this.#find(id, credentials);
    if (seen.change.proposedBy === person) {
      throw new NotAllowedError(OWN_ANSWER);
    }
    const { asked } = (await this.#judge(seen)).judged;
    const party = await this.#partyOf(person, asked, named);
    await this.#access.authorizeOn(
      changeAcknowledgePermission,
      seen.change.entityRef,
      credentials,
    );
    const roles = asked
      .filter(each => each.party === party)
      .map(({ role }) => role);
    await this.#move(seen, async (tx, stored, now) => {
      const isKnown = roles.every(role => {
        const last = stored.acknowledgements.findLast(
          each => each.party === party && each.role === role,
        );
        return (
          last?.person === person &&
          last.decision === decision &&
          last.comment === comment
        );
      });
      if (isKnown) {
        return undefined;
      }
      assertOpen(stored);
      for (const role of roles) {
        const answer = { party, role, decision, comment, person };
        await this.#store.addAcknowledgement(tx, id, {
          ...answer,
          at: now.toISOString(),
        });
      }
      if (decision === 'object') {
        await this.#messages.objected(
          tx,
          stored.change,
          { party, comment: comment!, person },
          now,
        );
      }
      return {
        actor: person,
        action: decision === 'accept' ? 'change.accepted' : 'change.objected',
        subject: stored.change.entityRef,
        payload: plain({ change: id, party, roles, comment }),
      };
    });
    return this.get(id, credentials);
  }

  /**
   * Tells a party of an open change that affects it. Asked for again too soon,
   * it answers when that was done last.
   *
   * @throws InputError for a party that is not affected, as far as the caller
   *   may see
   */
  async notify(
    id: string,
    { team }: ChangeNotifying,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const actor = actorOf(credentials);
    const seen = await this.#find(id, credentials);
    const { entityRef } = seen.change;
    await this.#access.authorizeOn(
      changeProposePermission,
      entityRef,
      credentials,
    );
    assertOpen(seen);
    const affected = await this.#affectedParty(seen.change, team, credentials);
    await this.#move(seen, async (tx, stored, now, judged) => {
      assertOpen(stored);
      const last = stored.notifications.find(({ party }) => party === team);
      if (
        last &&
        now.getTime() - Date.parse(last.at) < NOTIFICATION_INTERVAL_MS
      ) {
        return undefined;
      }
      await this.#store.saveNotifications(tx, id, [
        { party: team, by: actor, at: now.toISOString() },
      ]);
      await this.#messages.notified(tx, stored.change, affected, judged, now);
      return {
        actor,
        action: 'change.notified',
        subject: entityRef,
        payload: { change: id, party: team },
      };
    });
    return this.get(id, credentials);
  }

  /** Lets a change pass for a while in spite of what blocks it. */
  async override(
    id: string,
    { rules, reason }: ChangeOverriding,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const person = personOf(credentials);
    const seen = await this.#find(id, credentials);
    const { entityRef, proposedBy } = seen.change;
    await this.#access.authorizeOn(
      changeOverridePermission,
      entityRef,
      credentials,
    );
    if (proposedBy === person) {
      throw new NotAllowedError(OWN_OVERRIDE);
    }
    await this.#move(
      seen,
      async (tx, stored, now, { judgement, surroundings }) => {
        const last = stored.overrides.at(-1);
        const isKnown =
          last?.person === person &&
          last.reason === reason &&
          last.expiresAt > now.toISOString() &&
          canonicalJson([...last.rules].sort()) ===
            canonicalJson([...rules].sort());
        if (isKnown) {
          return undefined;
        }
        assertOpen(stored);
        const blocking = judgement.objections
          .filter(({ mode }) => mode === 'enforce')
          .map(({ rule }) => rule);
        const unknown = rules.filter(rule => !blocking.includes(rule));
        if (unknown.length) {
          throw new ConflictError(
            `${unknown.join(', ')} does not block the change now; ${
              blocking.length
                ? `what blocks is ${[...new Set(blocking)].join(
                    ', ',
                  )}: look at it again`
                : 'nothing does'
            }`,
          );
        }
        const { overrideFor } = surroundings.policy;
        const override = {
          rules,
          reason,
          person,
          at: now.toISOString(),
          expiresAt: new Date(now.getTime() + overrideFor).toISOString(),
        };
        await this.#store.addOverride(tx, id, override);
        await this.#messages.overridden(
          tx,
          stored.change,
          override,
          {
            owners: surroundings.facts.owners,
            consumers: surroundings.facts.consumers.map(({ ref }) => ref),
          },
          now,
        );
        return {
          actor: person,
          action: 'change.overridden',
          subject: entityRef,
          payload: plain({
            change: id,
            rules,
            reason,
            expiresAt: override.expiresAt,
            objections: judgement.objections
              .filter(({ rule }) => rules.includes(rule))
              .map(({ message }) => message),
          }),
        };
      },
    );
    return this.get(id, credentials);
  }

  /** Records that a change is in force, which the gate must have let pass. */
  async promote(
    id: string,
    promotion: ChangePromotion,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const actor = actorOf(credentials);
    const seen = await this.#find(id, credentials);
    const { entityRef } = seen.change;
    await this.#access.authorizeOn(
      changePromotePermission,
      entityRef,
      credentials,
    );
    await this.#move(seen, async (tx, stored, now, { judgement }) => {
      const { change, ending } = stored;
      const commit = promotion.commit ?? change.commit;
      if (stored.state === 'promoted' && ending?.commit === commit) {
        return undefined;
      }
      assertOpen(stored);
      if (change.commit !== undefined && commit !== change.commit) {
        throw new ConflictError(
          `The change is of the commit ${change.commit}, not of ${commit}; propose what is promoted`,
        );
      }
      if (judgement.verdict === 'blocked') {
        throw new ConflictError(
          `The gate blocks the change: ${judgement.objections
            .filter(({ mode, overridden }) => mode === 'enforce' && !overridden)
            .map(({ about, message, rule }) => (about ? rule : message))
            .join(' ')}`,
        );
      }
      await this.#store.end(tx, id, 'promoted', {
        by: actor,
        at: now.toISOString(),
        commit,
        url: promotion.url,
        judgement,
      });
      await recordReleaseEvents(tx, [
        {
          kind: 'promoted',
          entityRef,
          at: now.toISOString(),
          change,
          verdict: judgement.verdict,
          affected: stored.affected,
        },
      ]);
      return {
        actor,
        action: 'change.promoted',
        subject: entityRef,
        payload: plain({
          change: id,
          version: change.version,
          contract: change.contract,
          commit,
          url: promotion.url,
          verdict: judgement.verdict,
        }),
      };
    });
    return this.get(id, credentials);
  }

  /** Takes a proposal back. */
  async withdraw(
    id: string,
    { reason }: ChangeWithdrawal,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const actor = actorOf(credentials);
    const seen = await this.#find(id, credentials);
    const { entityRef, proposedBy } = seen.change;
    if (proposedBy !== actor) {
      const person = personOf(credentials);
      const owners = await listOwners(this.#knex, entityRef);
      const isOwner = await Promise.all(
        owners.map(owner => this.#parties.isMemberNow(person, owner)),
      );
      if (!isOwner.includes(true)) {
        throw new NotAllowedError(
          notYours(proposedBy, owners, await this.#parties.tree()),
        );
      }
    }
    await this.#access.authorizeOn(
      changeProposePermission,
      entityRef,
      credentials,
    );
    await this.#move(seen, async (tx, stored, now, { judgement }) => {
      const { ending, state } = stored;
      if (
        state === 'withdrawn' &&
        ending?.by === actor &&
        ending.reason === reason
      ) {
        return undefined;
      }
      assertOpen(stored);
      await this.#store.end(tx, id, 'withdrawn', {
        by: actor,
        at: now.toISOString(),
        reason,
        judgement,
      });
      return {
        actor,
        action: 'change.withdrawn',
        subject: entityRef,
        payload: { change: id, reason },
      };
    });
    return this.get(id, credentials);
  }

  /** Records that an earlier release is in force again. */
  async rollBack(
    request: RollbackRequest,
    credentials: BackstageCredentials,
  ): Promise<Rollback> {
    const actor = actorOf(credentials);
    const { entityRef, toVersion, reason, brokenSince, url } = request;
    await this.#entityOf(entityRef, credentials);
    await this.#access.authorizeOn(
      changePromotePermission,
      entityRef,
      credentials,
    );
    const id = request.id ?? randomUUID();
    const now = new Date();
    if (brokenSince !== undefined && Date.parse(brokenSince) > now.getTime()) {
      throw new InputError(
        `Invalid body: brokenSince: ${brokenSince} is in the future`,
      );
    }
    return durableTransaction(this.#knex, async tx => {
      await this.#store.takeTurn(tx, entityRef);
      const known = await this.#store.getRollback(tx, id);
      if (known) {
        if (known.entityRef === entityRef && known.toVersion === toVersion) {
          return known;
        }
        throw new ConflictError(
          `There is another rollback with the id ${id}; report this one under an id of its own`,
        );
      }
      const history = await this.#store.getHistory(entityRef, tx);
      const current = inForceOf(history).version;
      const releases = [
        ...new Set(history.versions.flatMap(({ version }) => version ?? [])),
      ];
      if (!releases.includes(toVersion)) {
        throw new InputError(
          `Invalid body: toVersion: ${toVersion} was never in force as far as is known; these were: ${
            releases.join(', ') || 'none'
          }`,
        );
      }
      const rollback: Rollback = {
        id,
        entityRef,
        changeId: await this.#store.findPromoted(tx, entityRef),
        fromVersion: current,
        toVersion,
        reason,
        by: actor,
        at: now.toISOString(),
        recoverySeconds:
          brokenSince === undefined
            ? undefined
            : (now.getTime() - Date.parse(brokenSince)) / 1_000,
        url,
      };
      await this.#store.addRollback(tx, rollback);
      await recordReleaseEvents(tx, [
        { kind: 'rolled-back', entityRef, at: rollback.at, rollback },
      ]);
      await this.#messages.rolledBack(
        tx,
        rollback,
        await listOwners(tx, entityRef),
        now,
      );
      await this.#ledger.append(
        tx,
        [
          {
            actor,
            action: 'release.rolled-back',
            subject: entityRef,
            payload: plain({ ...rollback }),
          },
        ],
        now,
      );
      return rollback;
    });
  }

  /** Makes of what is asked for what can be judged. */
  async #toChange(
    proposal: ChangeProposal & { id: string },
    known: {
      contract?: StoredContract;
      evidence: ReadinessEvidence;
      actor: string;
      now: Date;
    },
  ): Promise<{ change: Change; release?: string }> {
    const { contract, evidence, actor, now } = known;
    const history = await this.#store.getHistory(proposal.entityRef);
    const inForce = inForceOf(history);
    const base = proposal.base ?? inForce.contract;
    const before =
      base === undefined ? undefined : await this.#store.getContract(base);
    const difference = compare(before, proposal.contract);
    const isFirst = contract !== undefined && base === undefined;
    const effect = isFirst
      ? 'compatible'
      : changeEffect(proposal.kind, difference);
    // Where the two are one, the contract's version is that of the release.
    const isOne =
      inForce.version === undefined ||
      inForce.version === difference?.versions.before;
    const to = proposal.version?.to ?? (isOne ? contract?.version : undefined);
    const rollback = evidence.entity.spec as
      | { rollback?: { lastKnownGood?: string } }
      | undefined;
    return {
      change: {
        id: proposal.id,
        entityRef: proposal.entityRef,
        kind: proposal.kind,
        title: proposal.title,
        description: proposal.description,
        proposedBy: actor,
        proposedAt: now.toISOString(),
        base,
        contract: contract?.fingerprint,
        version: {
          from:
            proposal.version?.from ??
            inForce.version ??
            difference?.versions.before,
          to,
        },
        rollbackTo: proposal.rollbackTo ?? rollback?.rollback?.lastKnownGood,
        commit: proposal.commit,
        url: proposal.url,
        effect,
        step: difference?.step ?? 'none',
      },
      release:
        proposal.version?.to ??
        (inForce.version === undefined ? undefined : to),
    };
  }

  /**
   * Moves an open change, with all that follows from it, in one transaction.
   *
   * @param work - what to record of it in the ledger; nothing when nothing changed
   */
  async #move(
    { change }: StoredChange,
    work: (
      tx: Knex.Transaction,
      stored: StoredChange,
      now: Date,
      judged: Judged,
    ) => Promise<LedgerRecord | undefined>,
  ): Promise<void> {
    const { id, entityRef } = change;
    const surroundings = await this.#keeper.survey(change);
    await durableTransaction(this.#knex, async tx => {
      await this.#store.takeTurn(tx, entityRef);
      const before = (await this.#store.get(id, tx))!;
      const now = notBefore(before);
      const history = await this.#store.getHistory(entityRef, tx);
      const judged = this.#keeper.judge(surroundings, before, history, now);
      const entry = await work(tx, before, now, judged);
      if (!entry) {
        return;
      }
      const after = (await this.#store.get(id, tx))!;
      const entries = [entry];
      if (after.state === 'open') {
        const { judgement } = this.#keeper.judge(
          surroundings,
          after,
          history,
          now,
        );
        entries.push(...(await this.#settle(tx, before, judgement)));
      }
      await this.#ledger.append(tx, entries, now);
    });
  }

  /** Judges a change as it is now, and keeps the verdict when it is another. */
  async #judge(
    stored: StoredChange,
  ): Promise<{ stored: StoredChange; judged: Judged }> {
    const { change, ending } = stored;
    const judged = await this.#keeper.judgeNow(stored, notBefore(stored));
    if (ending) {
      const judgement = judgementOfEnded(stored, ending);
      return { stored, judged: { ...judged, judgement } };
    }
    if (!isAnother(stored, judged.judgement)) {
      return { stored, judged };
    }
    return this.#rejudge(change.id, judged.surroundings);
  }

  async #rejudge(
    id: string,
    surroundings: Surroundings,
  ): Promise<{ stored: StoredChange; judged: Judged }> {
    return durableTransaction(this.#knex, async tx => {
      const { change } = (await this.#store.get(id, tx))!;
      await this.#store.takeTurn(tx, change.entityRef);
      const stored = (await this.#store.get(id, tx))!;
      const now = notBefore(stored);
      const judged = this.#keeper.judge(
        surroundings,
        stored,
        await this.#store.getHistory(change.entityRef, tx),
        now,
      );
      if (stored.ending) {
        const judgement = judgementOfEnded(stored, stored.ending);
        return { stored, judged: { ...judged, judgement } };
      }
      const entries = await this.#settle(tx, stored, judged.judgement);
      await this.#ledger.append(tx, entries, now);
      return {
        stored: { ...stored, waitsFor: turnsOf(judged.judgement) },
        judged,
      };
    });
  }

  /** Keeps a verdict. @returns what the ledger is to hear of it. */
  async #settle(
    tx: Knex.Transaction,
    before: StoredChange,
    judgement: GateJudgement,
  ): Promise<LedgerRecord[]> {
    const { id, entityRef } = before.change;
    await this.#store.saveJudgement(tx, id, judgement);
    return before.verdict === judgement.verdict
      ? []
      : [
          {
            actor: 'gate',
            action: 'change.judged',
            subject: entityRef,
            payload: {
              change: id,
              before: before.verdict,
              verdict: judgement.verdict,
              rules: [...new Set(judgement.objections.map(({ rule }) => rule))],
            },
          },
        ];
  }

  async #affectedParty(
    change: Change,
    team: string,
    credentials: BackstageCredentials,
  ): Promise<AffectedParty & { ref: string }> {
    const [{ reached }, { readable, tree }] = await Promise.all([
      this.#keeper.survey(change),
      this.#viewContext([], credentials),
    ]);
    const parties = affectedParties(
      await this.#impact.summarize(change.entityRef, reached, readable, tree),
    );
    const party = parties.find(({ ref }) => ref === team);
    if (!party) {
      const refs = parties.flatMap(({ ref }) => ref ?? []);
      throw new InputError(
        `Invalid body: team: the change does not affect ${team}, as far as you may see; it affects ${
          refs.join(', ') || 'nobody'
        }`,
      );
    }
    return { ...party, ref: team };
  }

  async #toGateAnswer(
    stored: StoredChange,
    { judgement, surroundings }: Judged,
    credentials: BackstageCredentials,
  ): Promise<GateAnswer> {
    const { entityRef } = stored.change;
    const context = await this.#viewContext([], credentials);
    const affected = await this.#impact.summarize(
      entityRef,
      surroundings.reached,
      context.readable,
      context.tree,
    );
    const judgedAt = stored.ending?.at ?? new Date().toISOString();
    return toGateAnswer(stored, judgement, judgedAt, affected, context);
  }

  async #viewContext(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ) {
    const [tree, readable, nameOf] = await Promise.all([
      this.#parties.tree(),
      this.#access.readableFor(credentials),
      readTitles(this.#knex, refs),
    ]);
    return { tree, readable, nameOf };
  }

  /** The party for which a person answers. */
  async #partyOf(
    person: string,
    asked: Judged['asked'],
    named: string | undefined,
  ): Promise<string> {
    if (!asked.length) {
      throw new ConflictError(NOBODY_ASKED);
    }
    const parties = [...new Set(asked.map(({ party }) => party))];
    const tree = await this.#parties.tree();
    if (named !== undefined) {
      if (!parties.includes(named)) {
        throw new InputError(
          `Invalid body: party: ${named} is not asked; asked are ${parties.join(
            ', ',
          )}`,
        );
      }
      await this.#parties.assertMember(
        person,
        named,
        `answer for ${tree.nameOf(named)}`,
      );
      return named;
    }
    const isMember = await Promise.all(
      parties.map(party => this.#parties.isMemberNow(person, party)),
    );
    const own = parties.filter((_, index) => isMember[index]);
    if (own.length > 1) {
      throw new InputError(
        `Invalid body: party: is missing; you belong to several that are asked, so say for which you answer: ${own.join(
          ', ',
        )}`,
      );
    }
    if (!own.length) {
      throw new NotAllowedError(outsider(asked, tree));
    }
    return own[0];
  }

  async #upstreamOf(entityRef: string): Promise<ReadonlySet<string>> {
    const { nodes } = await this.#impact.reach(entityRef, {
      direction: 'upstream',
    });
    return new Set([entityRef, ...nodes.map(({ ref }) => ref)]);
  }

  async #entityOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ReadinessEvidence> {
    const [record, isReadable] = await Promise.all([
      this.#readiness.get(entityRef),
      this.#access.isReadable(entityRef, credentials),
    ]);
    if (!record || !isReadable) {
      throw noEntity(entityRef);
    }
    return record.evidence;
  }

  async #find(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<StoredChange> {
    const stored = await this.#store.get(id);
    if (
      !stored ||
      !(await this.#access.isReadable(stored.change.entityRef, credentials))
    ) {
      throw new NotFoundError(`There is no change ${id}`);
    }
    return stored;
  }

  async #rightsOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ChangeRights> {
    const rightsOf = await this.#access.rightsOf(
      PERMISSIONS,
      [entityRef],
      credentials,
    );
    return { ...rightsOf(entityRef), actor: actorOf(credentials) };
  }
}

/** Who proposes or promotes: a person, or a pipeline with a token of its own. */
function actorOf(credentials: BackstageCredentials): string {
  const { type, subject } = credentials.principal as {
    type?: string;
    subject?: string;
  };
  return type === 'service' && subject
    ? `service:${subject}`
    : personOf(credentials);
}

/** @throws InputError for a contract that is none, or of what can have none */
function readProposedContract(
  { contract }: ChangeProposal,
  { kind, entityRef }: ReadinessEvidence,
): StoredContract | undefined {
  if (contract === undefined) {
    return undefined;
  }
  if (kind !== 'DataProduct') {
    throw new InputError(
      `Invalid body: contract: ${entityRef} is not a data product, and has no contract`,
    );
  }
  const reading = readContract(contract);
  if (!reading.contract) {
    const [problem] = reading.problems;
    throw new InputError(
      `Invalid body: contract: is no ODCS data contract: ${
        problem?.pointer || '/'
      } ${problem?.message}`,
    );
  }
  return storedContractOf(contract);
}

/** What lies between what is there and what comes; a contract that is none is no base. */
function compare(
  before: unknown,
  after: unknown,
): ContractDifference | undefined {
  return after === undefined ||
    before === undefined ||
    !readContract(before).contract
    ? undefined
    : differContracts(before, after);
}

/** @throws ConflictError when it has ended */
function assertOpen({ state, ending, rollback }: StoredChange): void {
  if (state !== 'open') {
    const at = rollback?.at ?? ending?.at;
    throw new ConflictError(
      `The change is ${state} since ${at?.slice(0, 10)}; propose a new one`,
    );
  }
}

/** What was promoted is as it was judged then; nothing else that ended passes. */
function judgementOfEnded(
  { change, state }: StoredChange,
  { judgement }: ChangeEnding,
): GateJudgement {
  return state === 'promoted'
    ? judgement
    : {
        verdict: 'blocked',
        objections: [
          {
            rule: 'change-open',
            mode: 'enforce',
            overridden: false,
            message: `The change is ${state}.`,
            whoseTurn: [change.proposedBy].filter(
              ref => !ref.startsWith('service:'),
            ),
            how: 'Propose a new one.',
          },
        ],
        expiresAt: judgement.expiresAt,
      };
}

/** Whether the gate says another thing than what is kept, or kept too long. */
function isAnother(stored: StoredChange, judgement: GateJudgement): boolean {
  return (
    stored.verdict !== judgement.verdict ||
    stored.expiresAt <= new Date().toISOString() ||
    stored.waitsFor.join(' ') !== turnsOf(judgement).join(' ')
  );
}

/** Clocks of replicas differ: nothing happens before what it answers. */
function notBefore({
  change,
  acknowledgements,
  overrides,
  notifications,
}: StoredChange) {
  const now = new Date();
  const latest = [change, ...acknowledgements, ...overrides, ...notifications]
    .map(each => ('at' in each ? each.at : each.proposedAt))
    .reduce((a, b) => (a > b ? a : b));
  return now.toISOString() < latest ? new Date(latest) : now;
}

/** Whether a party is a group below one that a person is a direct member of. */
function isBelow(tree: TeamTree, person: string, party: string): boolean {
  return tree
    .lineageOf(party)
    .some(ref => tree.get(ref)?.members.includes(person));
}

function placeOf({ change }: StoredChange): ChangePlace {
  return { at: change.proposedAt, id: change.id };
}

/** Without what is not there. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
