import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  ChangeDetail,
  ChangeList,
  ChangesQuery,
  changesQuerySchema,
  GateAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { belongsTo, Parties, personOf } from '../access';
import { readTitles, TeamTree } from '../evidence';
import { decodeCursor, encodeCursor } from '../http';
import { ImpactService } from '../impact/ImpactService';
import { ChangeAccess } from './ChangeAccess';
import { ChangePlace, ChangeStore, StoredChange } from './ChangeStore';
import { ChangeVerdicts } from './ChangeVerdicts';
import { toDetail, toGateAnswer, toSummary } from './ChangeView';
import { GateKeeper, Judged } from './GateKeeper';

const DEFAULT_LIMIT = 50;
const PAGE_SIZE = 200;

const cursorSchema = z.object({
  query: changesQuerySchema.omit({ cursor: true, limit: true }),
  after: z.object({ at: z.string(), id: z.string() }),
});

interface Options {
  knex: Knex;
  store: ChangeStore;
  keeper: GateKeeper;
  verdicts: ChangeVerdicts;
  impact: ImpactService;
  parties: Parties;
  access: ChangeAccess;
}

/** What people and pipelines ask about changes. */
export class ChangeReader {
  readonly #knex: Knex;
  readonly #store: ChangeStore;
  readonly #keeper: GateKeeper;
  readonly #verdicts: ChangeVerdicts;
  readonly #impact: ImpactService;
  readonly #parties: Parties;
  readonly #access: ChangeAccess;

  static create(options: Options) {
    return new ChangeReader(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#verdicts = options.verdicts;
    this.#impact = options.impact;
    this.#parties = options.parties;
    this.#access = options.access;
  }

  /** @throws NotFoundError when there is none, or the reader may not see its entity. */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ChangeDetail> {
    const found = await this.#access.find(id, credentials);
    const { stored, judged } = await this.#verdicts.judge(found);
    const { change } = stored;
    const [gate, rights, context] = await Promise.all([
      this.#toGateAnswer(stored, judged, credentials),
      this.#access.rightsOf(change.entityRef, credentials),
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
    const found = await this.#access.find(id, credentials);
    const { stored, judged } = await this.#verdicts.judge(found);
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
      this.#access.entities.readableFor(credentials),
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
      this.#access.entities.readableFor(credentials),
      readTitles(this.#knex, refs),
    ]);
    return { tree, readable, nameOf };
  }

  async #upstreamOf(entityRef: string): Promise<ReadonlySet<string>> {
    const { nodes } = await this.#impact.reach(entityRef, {
      direction: 'upstream',
    });
    return new Set([entityRef, ...nodes.map(({ ref }) => ref)]);
  }
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
