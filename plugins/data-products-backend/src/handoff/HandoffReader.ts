import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ChecklistInForce,
  ChecklistList,
  ChecklistsQuery,
  HandoffDetail,
  HandoffList,
  HandoffsQuery,
  handoffsQuerySchema,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { personOf } from '../access';
import { decodeCursor, encodeCursor } from '../http';
import { HandoffAccess } from './HandoffAccess';
import { HandoffParties } from './HandoffParties';
import { HandoffPlace, HandoffStore } from './HandoffStore';
import { ReadSurroundings } from './HandoffSurroundings';
import { toDetail, toSummary, waitingItems } from './HandoffView';
import { judgeHandoff, notBefore } from './judgeHandoff';

const DEFAULT_LIMIT = 50;
const PAGE_SIZE = 100;

const cursorSchema = z.object({
  query: handoffsQuerySchema.omit({ cursor: true, limit: true }),
  after: z.object({ at: z.string(), id: z.string() }),
});

interface Options {
  store: HandoffStore;
  access: HandoffAccess;
  parties: HandoffParties;
  readSurroundings: ReadSurroundings;
  checklists: readonly ChecklistInForce[];
}

/** What people ask about handoffs. */
export class HandoffReader {
  readonly #store: HandoffStore;
  readonly #access: HandoffAccess;
  readonly #parties: HandoffParties;
  readonly #readSurroundings: ReadSurroundings;
  readonly #checklists: readonly ChecklistInForce[];

  static create(options: Options) {
    return new HandoffReader(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#access = options.access;
    this.#parties = options.parties;
    this.#readSurroundings = options.readSurroundings;
    this.#checklists = options.checklists;
  }

  /** The checklists in force. */
  async listChecklists(
    { entityRef }: ChecklistsQuery,
    credentials: BackstageCredentials,
  ): Promise<ChecklistList> {
    if (entityRef !== undefined) {
      await this.#access.entities.assertReadable(entityRef, credentials);
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

  /** @throws NotFoundError when there is none, or the reader may not see its entity. */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<HandoffDetail> {
    const handoff = await this.#access.find(id, credentials);
    const { entityRef } = handoff;
    const now = notBefore(handoff);
    const [surroundings, memberships, rights, completed] = await Promise.all([
      this.#readSurroundings([entityRef], now),
      this.#parties.membershipsOf(handoff),
      this.#access.rightsOf(entityRef, credentials),
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
      judgeHandoff(handoff, surroundings, { contents, memberships, now }),
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
    const readable = await this.#access.entities.readableFor(credentials);
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
        const judged = judgeHandoff(handoff, surroundings, {
          contents,
          memberships: new Map(),
          now: notBefore(handoff, now),
        });
        // What is stored may be a little behind.
        if (
          (question.state === undefined ||
            judged.status.state === question.state) &&
          (person === undefined || waitingItems(judged, person).length > 0)
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

  /** A person, and all groups that they belong to. */
  async #partiesOf(person: string): Promise<string[]> {
    const { tree } = await this.#readSurroundings([], new Date());
    return [person, ...tree.lineageOf(person)];
  }
}
