import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  affectedParties,
  AffectedParty,
  Change,
  ChangeDetail,
  ChangeNotifying,
  changeProposePermission,
  NOTIFICATION_INTERVAL_HOURS,
} from '@handoff/backstage-plugin-data-products-common';
import { Parties } from '../access';
import { ImpactService } from '../impact/ImpactService';
import { actorOf, ChangeAccess } from './ChangeAccess';
import { ChangeMessages } from './ChangeMessages';
import { ChangeReader } from './ChangeReader';
import { assertOpen, ChangeRecorder } from './ChangeRecorder';
import { ChangeStore } from './ChangeStore';
import { GateKeeper } from './GateKeeper';

const NOTIFICATION_INTERVAL_MS = NOTIFICATION_INTERVAL_HOURS * 60 * 60 * 1000;

interface Options {
  store: ChangeStore;
  keeper: GateKeeper;
  recorder: ChangeRecorder;
  impact: ImpactService;
  messages: ChangeMessages;
  parties: Parties;
  access: ChangeAccess;
  reader: ChangeReader;
}

/** Tells whom a change affects, at the word of whoever proposes changes. */
export class NoticeService {
  readonly #store: ChangeStore;
  readonly #keeper: GateKeeper;
  readonly #recorder: ChangeRecorder;
  readonly #impact: ImpactService;
  readonly #messages: ChangeMessages;
  readonly #parties: Parties;
  readonly #access: ChangeAccess;
  readonly #reader: ChangeReader;

  static create(options: Options) {
    return new NoticeService(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#recorder = options.recorder;
    this.#impact = options.impact;
    this.#messages = options.messages;
    this.#parties = options.parties;
    this.#access = options.access;
    this.#reader = options.reader;
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
    const seen = await this.#access.findFor(
      changeProposePermission,
      id,
      credentials,
    );
    assertOpen(seen);
    const affected = await this.#affectedParty(seen.change, team, credentials);
    await this.#recorder.move(seen, async ({ tx, stored, now, judged }) => {
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
        payload: { change: id, party: team },
      };
    });
    return this.#reader.get(id, credentials);
  }

  async #affectedParty(
    change: Change,
    team: string,
    credentials: BackstageCredentials,
  ): Promise<AffectedParty & { ref: string }> {
    const [{ reached }, tree, readable] = await Promise.all([
      this.#keeper.survey(change),
      this.#parties.tree(),
      this.#access.entities.readableFor(credentials),
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
}
