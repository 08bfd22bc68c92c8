import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import {
  canonicalJson,
  ChangeDetail,
  ChangeProposal,
  changeProposePermission,
  ChangeWithdrawal,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { Parties, personOf } from '../access';
import { sha256 } from '../ledger/sha256';
import { actorOf, ChangeAccess } from './ChangeAccess';
import { ChangeMessages, listOwners } from './ChangeMessages';
import { ChangeReader } from './ChangeReader';
import { assertOpen, ChangeRecorder } from './ChangeRecorder';
import { ChangeStore } from './ChangeStore';
import { ChangeTurns } from './ChangeTurns';
import { notYours } from './ChangeView';
import { GateKeeper } from './GateKeeper';
import { readProposedContract, toChange } from './ProposedChange';
import { saveContracts } from './releases';

interface Options {
  knex: Knex;
  store: ChangeStore;
  keeper: GateKeeper;
  turns: ChangeTurns;
  recorder: ChangeRecorder;
  messages: ChangeMessages;
  parties: Parties;
  access: ChangeAccess;
  reader: ChangeReader;
}

/** Proposes changes, and takes proposals back. */
export class ProposalService {
  readonly #knex: Knex;
  readonly #store: ChangeStore;
  readonly #keeper: GateKeeper;
  readonly #turns: ChangeTurns;
  readonly #recorder: ChangeRecorder;
  readonly #messages: ChangeMessages;
  readonly #parties: Parties;
  readonly #access: ChangeAccess;
  readonly #reader: ChangeReader;

  static create(options: Options) {
    return new ProposalService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#turns = options.turns;
    this.#recorder = options.recorder;
    this.#messages = options.messages;
    this.#parties = options.parties;
    this.#access = options.access;
    this.#reader = options.reader;
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
    const evidence = await this.#access.entityFor(
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
    const { change, release } = await toChange(
      this.#store,
      { ...proposal, id },
      { contract, evidence, actor, now },
    );
    if (contract) {
      // First, so that it can be compared by its fingerprint.
      await this.#knex.transaction(tx => saveContracts(tx, [contract]));
    }
    const surroundings = await this.#keeper.survey(change);
    await this.#turns.take(entityRef, async tx => {
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
      await this.#turns.record(
        tx,
        entityRef,
        [
          {
            actor,
            action: 'change.proposed',
            payload: {
              change,
              affected: surroundings.reached.nodes.length,
              verdict: judged.judgement.verdict,
            },
          },
        ],
        now,
      );
    });
    return this.#reader.get(id, credentials);
  }

  /** Takes a proposal back. */
  async withdraw(
    id: string,
    { reason }: ChangeWithdrawal,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const actor = actorOf(credentials);
    const seen = await this.#access.find(id, credentials);
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
    await this.#access.entities.authorizeOn(
      changeProposePermission,
      entityRef,
      credentials,
    );
    await this.#recorder.move(seen, async ({ tx, stored, now, judged }) => {
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
        judgement: judged.judgement,
      });
      return {
        actor,
        action: 'change.withdrawn',
        payload: { change: id, reason },
      };
    });
    return this.#reader.get(id, credentials);
  }
}
