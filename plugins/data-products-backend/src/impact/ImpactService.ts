import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  ClosureOptions,
  describeRef,
  ImpactAnswer,
  ImpactClosure,
  ImpactNodeAnswer,
  ImpactQuery,
  impactQuerySchema,
  ImpactSummary,
  ReachedNode,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Parties, Readable, ReadableEntities } from '../access';
import { TeamTree } from '../evidence';
import { decodeCursor, encodeCursor } from '../http';
import { listActiveAgreements } from './ActiveAgreements';
import { ImpactGraph } from './ImpactGraph';
import { reach, Reached } from './Reached';
import { nearestContacts } from './nearestContacts';
import { IMPACT_KINDS } from './relatedKinds';
import { summarizeImpact } from './summarizeImpact';

const DEFAULT_LIMIT = 1_000;

const cursorSchema = z.object({
  query: z.object({
    direction: impactQuerySchema.shape.direction,
    depth: z.number().optional(),
    kinds: z.array(z.string()).optional(),
    columns: z.array(z.string()).optional(),
  }),
  after: z.object({ depth: z.number(), ref: z.string() }),
});

interface Options {
  knex: Knex;
  graph: ImpactGraph;
  parties: Parties;
  readable: ReadableEntities;
  /** Whether readers are told how many there are that they may not see. */
  countHidden: boolean;
}

/** What breaks if an entity changes, and what it stands on. */
export class ImpactService {
  readonly #knex: Knex;
  readonly #graph: ImpactGraph;
  readonly #parties: Parties;
  readonly #readable: ReadableEntities;
  readonly #countHidden: boolean;

  static create(options: Options) {
    return new ImpactService(options);
  }

  private constructor(options: Options) {
    this.#knex = options.knex;
    this.#graph = options.graph;
    this.#parties = options.parties;
    this.#readable = options.readable;
    this.#countHidden = options.countHidden;
  }

  /**
   * A page of what is reached, with a summary of everything.
   *
   * @throws NotFoundError for an entity that is not known, or that the reader
   *   may not see, and InputError for kinds that there are not
   */
  async get(
    name: { kind: string; namespace: string; name: string },
    query: ImpactQuery,
    credentials: BackstageCredentials,
  ): Promise<ImpactAnswer> {
    const entityRef = stringifyEntityRef(name);
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor ? decodeCursor(cursor, cursorSchema) : undefined;
    const question = continued?.query ?? asked;
    const { direction = 'downstream' } = question;
    const [index, isReadable] = await Promise.all([
      this.#graph.index(),
      this.#readable.isReadable(entityRef, credentials),
    ]);
    if (!isReadable || !index.has(entityRef)) {
      throw new NotFoundError(
        `Nothing is known of the impact of ${entityRef}: it is not in the catalog, or is of a kind that no data comes from or goes to`,
      );
    }
    const reached = await this.reach(entityRef, question);
    assertKinds(question.kinds, reached);
    const readable = await this.#readable.for(credentials);
    const tree = await this.#parties.tree();
    const visible = inOrder(
      reached.nodes.filter(({ ref }) => readable.has(ref)),
    );
    const [summary, contacts] = await Promise.all([
      this.summarize(entityRef, reached, readable, tree),
      nearestContacts(
        this.#knex,
        visible,
        ref => this.#graph.factsOf(ref)?.owner,
      ),
    ]);
    const after = continued?.after;
    const start = after
      ? visible.findIndex(
          ({ depth, ref }) =>
            depth > after.depth || (depth === after.depth && ref > after.ref),
        )
      : 0;
    const end = start < 0 ? 0 : start + limit;
    const page = start < 0 ? [] : visible.slice(start, end);
    return {
      entity: { ref: entityRef, title: this.#titleOf(entityRef) },
      direction,
      summary: {
        ...summary,
        teams: summary.teams.map(team => ({
          ...team,
          contact: team.ref === undefined ? undefined : contacts.get(team.ref),
        })),
      },
      nodes: page.map(node =>
        this.#toNode(node, direction, reached, readable, tree),
      ),
      pageInfo: {
        nextCursor:
          end > 0 && end < visible.length
            ? encodeCursor({
                query: question,
                after: {
                  depth: page[page.length - 1].depth,
                  ref: page[page.length - 1].ref,
                },
              })
            : undefined,
      },
    };
  }

  /** Everything that is reached, whoever may see it. */
  async reach(entityRef: string, options: ClosureOptions): Promise<Reached> {
    return reach(await this.#graph.index(), entityRef, options);
  }

  /** In numbers and by whom it concerns, as far as a reader may see it. */
  async summarize(
    entityRef: string,
    reached: Reached,
    readable: Readable,
    tree: TeamTree,
  ): Promise<ImpactSummary> {
    const agreements = await listActiveAgreements(this.#knex);
    return summarizeImpact(reached, {
      entityRef,
      readAt: this.#graph.readAt,
      factsOf: ref => this.#graph.factsOf(ref),
      isReadable: ref => readable.has(ref),
      titleOf: ref => tree.titleOf(ref),
      agreements,
      countHidden: this.#countHidden,
    });
  }

  #toNode(
    { ref, depth, missing }: ReachedNode,
    direction: ImpactAnswer['direction'],
    { closure }: Reached,
    readable: Readable,
    tree: TeamTree,
  ): ImpactNodeAnswer {
    const facts = this.#graph.factsOf(ref);
    return {
      ref,
      title: this.#titleOf(ref),
      type: facts?.type,
      owner:
        facts?.owner === undefined
          ? undefined
          : { ref: facts.owner, title: tree.titleOf(facts.owner) },
      decision: facts?.decision,
      depth,
      missing,
      via: this.#viaOf(ref, direction, closure, readable),
    };
  }

  /** The nearest step before that the reader may see; the start always is. */
  #viaOf(
    ref: string,
    direction: ImpactAnswer['direction'],
    closure: ImpactClosure,
    readable: Readable,
  ): ImpactNodeAnswer['via'] {
    const way = closure.wayTo(ref)!;
    const { from, kind, reads } = way[way.length - 1];
    if (readable.has(from) || way.length === 1) {
      const [dependent, input] =
        direction === 'upstream' ? [from, ref] : [ref, from];
      const { lineageSince } = this.#graph.factsOf(dependent) ?? {};
      return {
        ref: from,
        kind,
        reads,
        lineageSince: reads && lineageSince?.[input],
      };
    }
    const seen = way.findLast(step => readable.has(step.from)) ?? way[0];
    return { ref: seen.from };
  }

  #titleOf(ref: string): string {
    return this.#graph.factsOf(ref)?.title ?? describeRef(ref);
  }
}

/** A kind that is misspelt would say that nothing is affected. */
function assertKinds(
  kinds: readonly string[] | undefined,
  { nodes }: Reached,
): void {
  const unknown = kinds?.filter(kind => {
    const word = kind.toLocaleLowerCase('en-US');
    // What others name need not exist, and may be of any kind.
    return (
      !IMPACT_KINDS.has(word) &&
      !nodes.some(({ ref }) => ref.startsWith(`${word}:`))
    );
  });
  if (unknown?.length) {
    throw new InputError(
      `Invalid query: kinds: ${unknown.join(
        ', ',
      )}: there is nothing of that kind here; write some of ${[
        ...IMPACT_KINDS,
      ].join(', ')}`,
    );
  }
}

/** Nearest first as they are; those of one depth by their refs. */
function inOrder(nodes: readonly ReachedNode[]): ReachedNode[] {
  return [...nodes].sort(
    (a, b) => a.depth - b.depth || (a.ref < b.ref ? -1 : 1),
  );
}
