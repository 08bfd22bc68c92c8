import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  ChangeAcknowledging,
  changeAcknowledgePermission,
  ChangeDetail,
} from '@handoff/backstage-plugin-data-products-common';
import { Parties, personOf } from '../access';
import { ChangeAccess } from './ChangeAccess';
import { ChangeMessages } from './ChangeMessages';
import { ChangeReader } from './ChangeReader';
import { assertOpen, ChangeRecorder } from './ChangeRecorder';
import { ChangeStore } from './ChangeStore';
import { ChangeVerdicts } from './ChangeVerdicts';
import { NOBODY_ASKED, outsider, OWN_ANSWER } from './ChangeView';
import { Judged } from './GateKeeper';

interface Options {
  store: ChangeStore;
  verdicts: ChangeVerdicts;
  recorder: ChangeRecorder;
  messages: ChangeMessages;
  parties: Parties;
  access: ChangeAccess;
  reader: ChangeReader;
}

/** Takes the answers of those that a change asks. */
export class AnswerService {
  readonly #store: ChangeStore;
  readonly #verdicts: ChangeVerdicts;
  readonly #recorder: ChangeRecorder;
  readonly #messages: ChangeMessages;
  readonly #parties: Parties;
  readonly #access: ChangeAccess;
  readonly #reader: ChangeReader;

  static create(options: Options) {
    return new AnswerService(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#verdicts = options.verdicts;
    this.#recorder = options.recorder;
    this.#messages = options.messages;
    this.#parties = options.parties;
    this.#access = options.access;
    this.#reader = options.reader;
  }

  /** Answers a change for a party that is asked. */
  async acknowledge(
    id: string,
    { decision, comment, party: named }: ChangeAcknowledging,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const person = personOf(credentials);
    const seen = await this.#access.find(id, credentials);
    if (seen.change.proposedBy === person) {
      throw new NotAllowedError(OWN_ANSWER);
    }
    const { asked } = (await this.#verdicts.judge(seen)).judged;
    const party = await this.#partyOf(person, asked, named);
    await this.#access.entities.authorizeOn(
      changeAcknowledgePermission,
      seen.change.entityRef,
      credentials,
    );
    const roles = asked
      .filter(each => each.party === party)
      .map(({ role }) => role);
    await this.#recorder.move(seen, async ({ tx, stored, now }) => {
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
        payload: { change: id, party, roles, comment },
      };
    });
    return this.#reader.get(id, credentials);
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
}
