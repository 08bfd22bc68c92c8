import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  addToRollUp,
  CheckInForce,
  CheckList,
  DomainList,
  emptyRollUp,
  evaluateReadiness,
  EvaluationResponse,
  judgesKind,
  OutcomeStatus,
  READINESS_ORDERS,
  ReadinessDetail,
  readinessEvaluatePermission,
  ReadinessFacets,
  ReadinessList,
  ReadinessQuery,
  readinessQuerySchema,
  RollUp,
  rollUpScore,
  TeamDetail,
  TeamList,
  TeamSummary,
  topFailing,
  Transitions,
  unpackStatuses,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { EntityAccess, Readable } from '../access';
import { TeamStore, TeamTree } from '../evidence';
import { decodeCursor, encodeCursor } from '../http/cursor';
import { TooManyRequestsError } from '../http/TooManyRequestsError';
import { countFacets, ListingFilter, listPage } from './ReadinessListing';
import { EvaluatedEntry, ReadinessIndex } from './ReadinessIndex';
import { ReadinessEvaluator } from './ReadinessEvaluator';
import { ReadinessStore, StoredResult } from './ReadinessStore';
import { TeamReadiness } from './TeamReadiness';
import { TeamScore } from './TeamScores';
import { consumersIn, tellTitles } from './tellTitles';
import { trendOf } from './trend';

const DEFAULT_LIMIT = 50;
const DEFAULT_TEAM_LIMIT = 200;
const TOP_FAILING = 5;

const listCursorSchema = z.object({
  filter: readinessQuerySchema.omit({ limit: true, cursor: true }).extend({
    // Already booleans, unlike in a query string.
    nested: z.boolean().optional(),
    unowned: z.boolean().optional(),
    orderBy: z.enum(READINESS_ORDERS).optional(),
  }),
  after: z.object({
    key: z.union([z.string(), z.number()]),
    sortTitle: z.string(),
    entityRef: z.string(),
  }),
});

const transitionsCursorSchema = z.object({ beforeId: z.number().int() });
const teamsCursorSchema = z.object({ after: z.string() });

/** What readers and owners ask about readiness. */
export class ReadinessService {
  readonly #store: ReadinessStore;
  readonly #index: ReadinessIndex;
  readonly #teamReadiness: TeamReadiness;
  readonly #evaluator: ReadinessEvaluator;
  readonly #access: EntityAccess;
  readonly #checks: ReadonlyMap<string, CheckInForce>;
  #evaluatingAll = false;

  static create(options: {
    store: ReadinessStore;
    index: ReadinessIndex;
    teams: TeamStore;
    evaluator: ReadinessEvaluator;
    access: EntityAccess;
  }) {
    return new ReadinessService(options);
  }

  private constructor(options: {
    store: ReadinessStore;
    index: ReadinessIndex;
    teams: TeamStore;
    evaluator: ReadinessEvaluator;
    access: EntityAccess;
  }) {
    this.#store = options.store;
    this.#index = options.index;
    this.#teamReadiness = TeamReadiness.create(options);
    this.#evaluator = options.evaluator;
    this.#access = options.access;
    this.#checks = new Map(
      options.evaluator.checkSet.checks.map(check => [check.id, check]),
    );
  }

  /**
   * The readiness of one entity, with the reason of every outcome.
   *
   * @throws NotFoundError when it has none, or the reader may not see it.
   */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ReadinessDetail> {
    const { evidence, result } = await this.#getReadable(
      entityRef,
      credentials,
    );
    // Reasons are not stored: the same evidence at the same time gives the
    // same ones again.
    const evaluatedAt = result ? new Date(result.evaluatedAt) : new Date();
    const { checkSet } = this.#evaluator;
    const nameOf = await this.#store.readTitles(consumersIn(evidence));
    const readiness = evaluateReadiness(
      tellTitles(evidence, nameOf),
      checkSet,
      evaluatedAt,
    );
    return {
      entityRef,
      score: readiness.score,
      level: readiness.level,
      outcomes: readiness.outcomes.flatMap((outcome, i) => {
        const check = checkSet.checks[i];
        // The checks of the other kind would say nothing but that they are.
        if (!judgesKind(check, evidence.kind)) {
          return [];
        }
        return {
          ...outcome,
          title: check.title,
          category: check.category,
          severity: check.severity,
          weight: check.weight,
          passCondition: check.passCondition,
          responsible: {
            role: check.responsible,
            refs:
              evidence.roles.find(({ role }) => role === check.responsible)
                ?.refs ?? [],
          },
          remediation: check.remediation,
        };
      }),
      evaluatedAt: evaluatedAt.toISOString(),
    };
  }

  async list(
    query: ReadinessQuery,
    credentials: BackstageCredentials,
  ): Promise<ReadinessList> {
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor
      ? decodeCursor(cursor, listCursorSchema)
      : undefined;
    const filter: ListingFilter = continued?.filter ?? asked;
    const [readable, teams] = await this.#context(credentials);

    const { entries, totalItems, needAttention, next } = listPage(
      await this.#index.table(),
      { filter, teams, readable, after: continued?.after, limit },
    );
    const listings = await this.#store.getListings(
      entries.map(({ entityId }) => entityId),
    );

    return {
      items: entries.flatMap(({ entityId, entityRef, result, promises }) => {
        const listing = listings.get(entityId);
        if (!listing) {
          // Removed since the index was read.
          return [];
        }
        const { search, ownerTitle, ...shown } = listing;
        return {
          ...shown,
          entityRef,
          ownerTitle:
            listing.ownerRef && readable.has(listing.ownerRef)
              ? ownerTitle
              : undefined,
          score: result.score,
          level: result.level,
          failing: result.failing.map(({ checkId }) => checkId),
          unknown: result.unknown,
          promises,
        };
      }),
      totalItems,
      needAttention,
      pageInfo: {
        nextCursor: next && encodeCursor({ filter, after: next }),
      },
    };
  }

  async facets(
    filter: ListingFilter,
    credentials: BackstageCredentials,
  ): Promise<ReadinessFacets> {
    const [readable, teams] = await this.#context(credentials);
    return countFacets(await this.#index.table(), { filter, teams, readable });
  }

  /** @throws NotFoundError when it has none, or the reader may not see it. */
  async transitions(
    entityRef: string,
    query: { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<Transitions> {
    const { entityId } = await this.#getReadable(entityRef, credentials);
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const { beforeId } = cursor
      ? decodeCursor(cursor, transitionsCursorSchema)
      : { beforeId: undefined };
    const found = await this.#store.getTransitions(entityId, {
      beforeId,
      limit: limit + 1,
    });
    const shown = found.slice(0, limit);
    return {
      items: await Promise.all(
        shown.map(async ({ at, result, previous }) => ({
          at,
          score: result.score,
          level: result.level,
          previous: previous && {
            score: previous.score,
            level: previous.level,
          },
          changes: await this.#changes(previous, result),
        })),
      ),
      pageInfo: {
        nextCursor:
          found.length > limit
            ? encodeCursor({ beforeId: shown[shown.length - 1].id })
            : undefined,
      },
    };
  }

  /** @throws NotFoundError when there is no such team, or the reader may not see it. */
  async team(
    teamRef: string,
    credentials: BackstageCredentials,
  ): Promise<TeamDetail> {
    const [readable, teams] = await this.#context(credentials);
    const team = teams.get(teamRef);
    if (!team || !readable.has(teamRef)) {
      throw new NotFoundError(`There is no team ${teamRef}`);
    }
    const { scores, trend } = await this.#teamReadiness.scoresWithTrend(
      teamRef,
      teams,
      readable,
    );
    return {
      ...this.#teamSummary(
        teamRef,
        teams,
        readable,
        scores.scores.get(teamRef),
      ),
      children: teams
        .childrenOf(teamRef)
        .filter(ref => readable.has(ref))
        .map(ref => {
          const { title, score, entities, counts } = this.#teamSummary(
            ref,
            teams,
            readable,
            scores.scores.get(ref),
          );
          return { teamRef: ref, title, score, entities, counts };
        }),
      trend,
    };
  }

  async listTeams(
    query: { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<TeamList> {
    const { limit = DEFAULT_TEAM_LIMIT, cursor } = query;
    const after = cursor ? decodeCursor(cursor, teamsCursorSchema).after : '';
    const [readable, teams] = await this.#context(credentials);
    const scores = await this.#teamReadiness.scores(teams, readable);
    const refs = [...scores.scores.keys()]
      .filter(ref => ref > after && readable.has(ref))
      .sort();
    const shown = refs.slice(0, limit);
    return {
      items: shown.map(ref =>
        this.#teamSummary(ref, teams, readable, scores.scores.get(ref)),
      ),
      unowned: this.#summary(scores.unowned),
      pageInfo: {
        nextCursor:
          refs.length > limit
            ? encodeCursor({ after: shown[shown.length - 1] })
            : undefined,
      },
    };
  }

  async listDomains(credentials: BackstageCredentials): Promise<DomainList> {
    const readable = await this.#access.readableFor(credentials);
    const byDomain = new Map<string, EvaluatedEntry[]>();
    await this.#index.visit(entry => {
      if (readable.has(entry.entityRef)) {
        const key = entry.domain ?? '';
        const entries = byDomain.get(key);
        if (entries) {
          entries.push(entry);
        } else {
          byDomain.set(key, [entry]);
        }
      }
    });
    const now = new Date();
    return {
      items: [...byDomain]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([domain, entries]) => {
          const sum = emptyRollUp();
          entries.forEach(entry =>
            addToRollUp(sum, { ...entry.result, weight: entry.weight }),
          );
          return {
            domain: domain || undefined,
            ...this.#summary(sum),
            trend: trendOf(entries, now),
          };
        }),
    };
  }

  checks(): CheckList {
    return {
      items: this.#evaluator.checkSet.checks.map(check => ({
        id: check.id,
        title: check.title,
        passCondition: check.passCondition,
        category: check.category,
        responsible: check.responsible,
        severity: check.severity,
        weight: check.weight,
        appliesTo: check.appliesTo,
        remediation: check.remediation,
        origin: check.origin,
      })),
    };
  }

  /**
   * Judges entities again, all of them when none are named.
   *
   * @throws NotAllowedError without the permission.
   * @throws TooManyRequestsError while all entities are being judged already.
   */
  async evaluate(
    entityRefs: readonly string[] | undefined,
    credentials: BackstageCredentials,
  ): Promise<EvaluationResponse> {
    await this.#access.authorize(readinessEvaluatePermission, credentials);

    const start = performance.now();
    const answer = (counts: { evaluated: number; changed: number }) => ({
      ...counts,
      notFound: [],
      durationMs: Math.round(performance.now() - start),
    });
    if (entityRefs) {
      const readable = await this.#access.readableFor(credentials);
      const asked = [...new Set(entityRefs)];
      const judged = await this.#evaluator.evaluate(
        asked.filter(ref => readable.has(ref)),
      );
      const found = new Set(judged.map(({ row }) => row.entityRef));
      return {
        ...answer({
          evaluated: judged.length,
          changed: judged.filter(({ changed }) => changed).length,
        }),
        notFound: asked.filter(ref => !found.has(ref)),
      };
    }

    if (this.#evaluatingAll) {
      throw new TooManyRequestsError(
        'All entities are being evaluated already; at most 1 such evaluation runs at a time. Ask again when it has ended, or name entityRefs.',
      );
    }
    this.#evaluatingAll = true;
    try {
      return answer(await this.#evaluator.evaluateAll());
    } finally {
      this.#evaluatingAll = false;
    }
  }

  async #context(
    credentials: BackstageCredentials,
  ): Promise<[Readable, TeamTree]> {
    const [readable, teams] = await Promise.all([
      this.#access.readableFor(credentials),
      this.#teamReadiness.tree(),
    ]);
    return [readable, teams];
  }

  async #getReadable(entityRef: string, credentials: BackstageCredentials) {
    const [readable, record] = await Promise.all([
      this.#access.isReadable(entityRef, credentials),
      this.#store.get(entityRef),
    ]);
    if (!readable || !record) {
      throw new NotFoundError(
        `There is no readiness of ${entityRef}: no data product or decision path of that name is in the catalog`,
      );
    }
    return record;
  }

  async #changes(
    previous: StoredResult | undefined,
    result: StoredResult,
  ): Promise<Transitions['items'][number]['changes']> {
    const from = previous
      ? await this.#statuses(previous)
      : new Map<string, OutcomeStatus>();
    const to = await this.#statuses(result);
    return [...new Set([...to.keys(), ...from.keys()])]
      .filter(checkId => from.get(checkId) !== to.get(checkId))
      .map(checkId => ({
        checkId,
        title: this.#checks.get(checkId)?.title,
        from: from.get(checkId),
        to: to.get(checkId),
      }));
  }

  async #statuses(result: StoredResult): Promise<Map<string, OutcomeStatus>> {
    const ids = await this.#store.getCheckIds(result.checkSetId);
    const statuses = unpackStatuses(result.outcomes);
    return new Map(ids.map((id, i) => [id, statuses[i]]));
  }

  #teamSummary(
    teamRef: string,
    teams: TeamTree,
    readable: Readable,
    score: TeamScore | undefined,
  ): TeamSummary {
    const team = teams.get(teamRef);
    const now = score && rollUpScore(score.now);
    const before = score && rollUpScore(score.before);
    return {
      teamRef,
      title: team?.title,
      parentRef:
        team?.parentRef && readable.has(team.parentRef)
          ? team.parentRef
          : undefined,
      change:
        now !== undefined && before !== undefined
          ? Math.round(10 * (now - before)) / 10
          : undefined,
      ...this.#summary(score?.now ?? emptyRollUp()),
    };
  }

  #summary(sum: RollUp) {
    return {
      score: rollUpScore(sum),
      entities: sum.entities,
      counts: sum.counts,
      topFailing: topFailing(sum, TOP_FAILING).map(failing => ({
        ...failing,
        title: this.#checks.get(failing.checkId)?.title ?? failing.checkId,
        remediation: this.#checks.get(failing.checkId)?.remediation ?? '',
      })),
    };
  }
}
