import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  canonicalJson,
  ChangeDetail,
  changeOverridePermission,
  ChangeOverriding,
} from '@handoff/backstage-plugin-data-products-common';
import { personOf } from '../access';
import { ChangeAccess } from './ChangeAccess';
import { ChangeMessages } from './ChangeMessages';
import { ChangeReader } from './ChangeReader';
import { assertOpen, ChangeRecorder } from './ChangeRecorder';
import { ChangeStore } from './ChangeStore';
import { OWN_OVERRIDE } from './ChangeView';

interface Options {
  store: ChangeStore;
  recorder: ChangeRecorder;
  messages: ChangeMessages;
  access: ChangeAccess;
  reader: ChangeReader;
}

/** Overrides what blocks a change, for a while and with a reason. */
export class OverrideService {
  readonly #store: ChangeStore;
  readonly #recorder: ChangeRecorder;
  readonly #messages: ChangeMessages;
  readonly #access: ChangeAccess;
  readonly #reader: ChangeReader;

  static create(options: Options) {
    return new OverrideService(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#recorder = options.recorder;
    this.#messages = options.messages;
    this.#access = options.access;
    this.#reader = options.reader;
  }

  /** Lets a change pass for a while in spite of what blocks it. */
  async override(
    id: string,
    { rules, reason }: ChangeOverriding,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const person = personOf(credentials);
    const seen = await this.#access.findFor(
      changeOverridePermission,
      id,
      credentials,
    );
    if (seen.change.proposedBy === person) {
      throw new NotAllowedError(OWN_OVERRIDE);
    }
    await this.#recorder.move(
      seen,
      async ({ tx, stored, now, judged: { judgement, surroundings } }) => {
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
          payload: {
            change: id,
            rules,
            reason,
            expiresAt: override.expiresAt,
            objections: judgement.objections
              .filter(({ rule }) => rules.includes(rule))
              .map(({ message }) => message),
          },
        };
      },
    );
    return this.#reader.get(id, credentials);
  }
}
