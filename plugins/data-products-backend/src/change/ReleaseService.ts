import { randomUUID } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  ChangeDetail,
  changePromotePermission,
  ChangePromotion,
  Rollback,
  RollbackRequest,
} from '@handoff/backstage-plugin-data-products-common';
import { actorOf, ChangeAccess } from './ChangeAccess';
import { ChangeMessages, listOwners } from './ChangeMessages';
import { ChangeReader } from './ChangeReader';
import { assertOpen, ChangeRecorder } from './ChangeRecorder';
import { ChangeStore } from './ChangeStore';
import { ChangeTurns } from './ChangeTurns';
import { inForceOf } from './GateKeeper';
import { recordReleaseEvents } from './ReleaseEvents';

interface Options {
  store: ChangeStore;
  turns: ChangeTurns;
  recorder: ChangeRecorder;
  messages: ChangeMessages;
  access: ChangeAccess;
  reader: ChangeReader;
}

/** Hears of releases: changes that came into force, and earlier ones that did again. */
export class ReleaseService {
  readonly #store: ChangeStore;
  readonly #turns: ChangeTurns;
  readonly #recorder: ChangeRecorder;
  readonly #messages: ChangeMessages;
  readonly #access: ChangeAccess;
  readonly #reader: ChangeReader;

  static create(options: Options) {
    return new ReleaseService(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#turns = options.turns;
    this.#recorder = options.recorder;
    this.#messages = options.messages;
    this.#access = options.access;
    this.#reader = options.reader;
  }

  /** Records that a change is in force, which the gate must have let pass. */
  async promote(
    id: string,
    promotion: ChangePromotion,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const actor = actorOf(credentials);
    const seen = await this.#access.findFor(
      changePromotePermission,
      id,
      credentials,
    );
    const { entityRef } = seen.change;
    await this.#recorder.move(seen, async ({ tx, stored, now, judged }) => {
      const { change, ending } = stored;
      const { judgement } = judged;
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
        payload: {
          change: id,
          version: change.version,
          contract: change.contract,
          commit,
          url: promotion.url,
          verdict: judgement.verdict,
        },
      };
    });
    return this.#reader.get(id, credentials);
  }

  /** Records that an earlier release is in force again. */
  async rollBack(
    request: RollbackRequest,
    credentials: BackstageCredentials,
  ): Promise<Rollback> {
    const actor = actorOf(credentials);
    const { entityRef, toVersion, reason, brokenSince, url } = request;
    await this.#access.entityFor(
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
    return this.#turns.take(entityRef, async tx => {
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
      const promoted = await this.#store.findPromoted(tx, entityRef);
      const leadsTo =
        promoted && (await this.#store.get(promoted, tx))?.change.version.to;
      // The catalog may have gone back first; a pipeline keeps its release.
      if (toVersion === current && (!promoted || leadsTo === toVersion)) {
        throw new ConflictError(
          `${toVersion} is in force already, and nothing was promoted since that could be taken back`,
        );
      }
      const rollback: Rollback = {
        id,
        entityRef,
        changeId: promoted,
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
      await this.#turns.record(
        tx,
        entityRef,
        [{ actor, action: 'release.rolled-back', payload: rollback }],
        now,
      );
      return rollback;
    });
  }
}
