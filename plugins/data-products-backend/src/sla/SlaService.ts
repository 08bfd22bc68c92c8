import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  baselineOf,
  Breach,
  BreachesQuery,
  BreachList,
  IngestResponse,
  judgeObservation,
  judgeUnusual,
  Objective,
  ObjectiveStanding,
  observationCreatePermission,
  readDbtEdges,
  readDbtUpload,
  readOpenLineageEdges,
  readOpenLineageEvent,
  Series,
  SeriesQuery,
  SlaDetail,
  stretchesOf,
  targetBounds,
  UnmappedList,
  windowStarts,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { EntityAccess } from '../access';
import { decodeCursor, encodeCursor } from '../http';
import { LineageStore } from '../impact';
import {
  dayOf,
  MeasuredValue,
  ObservationDay,
  StoredObservation,
} from './ObservationDay';
import { ItemBatch, ObservationService } from './ObservationService';
import { readPathSteps } from './readPathSteps';
import { readStatus } from './readStatus';
import { readHistories, readHistory } from './SlaEvaluator';
import { BreachRecord, SlaStore } from './SlaStore';

const DEFAULT_LIMIT = 50;
const STRIP_POINTS = 30;
const DEFAULT_POINTS = 120;
const MAX_OBSERVATIONS = 200;
const MAX_BREACHES = 100;

/** Beyond so many days, a point is made of whole days. */
const HOURLY_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

const breachesCursorSchema = z.object({
  query: z.record(z.string(), z.any()),
  before: z.object({ since: z.number(), breachId: z.number().int() }),
});
const unmappedCursorSchema = z.object({ after: z.string() });

/** What readers ask about promises, and what pipelines report. */
export class SlaService {
  readonly #knex: Knex;
  readonly #store: SlaStore;
  readonly #observations: ObservationService;
  readonly #access: EntityAccess;
  readonly #lineage: LineageStore;

  static create(options: {
    knex: Knex;
    store: SlaStore;
    observations: ObservationService;
    access: EntityAccess;
    lineage: LineageStore;
  }) {
    return new SlaService(options);
  }

  private constructor(options: {
    knex: Knex;
    store: SlaStore;
    observations: ObservationService;
    access: EntityAccess;
    lineage: LineageStore;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#observations = options.observations;
    this.#access = options.access;
    this.#lineage = options.lineage;
  }

  /** Takes or refuses each observation by itself. */
  async report(
    items: readonly unknown[],
    credentials: BackstageCredentials,
  ): Promise<IngestResponse> {
    await this.#authorizeReport(credentials);
    return this.#observations.ingest(items, new Date());
  }

  /** Does the same with a stream, however long it is. */
  async reportBatches(
    batches: AsyncIterable<ItemBatch>,
    credentials: BackstageCredentials,
  ): Promise<IngestResponse> {
    await this.#authorizeReport(credentials);
    return this.#observations.ingestBatches(batches, () => new Date());
  }

  /** Takes artifacts of dbt: one, or several with the manifest. */
  async reportDbt(
    body: unknown,
    credentials: BackstageCredentials,
  ): Promise<IngestResponse> {
    await this.#authorizeReport(credentials);
    const now = new Date();
    await this.#lineage.save(readDbtEdges(body), now);
    return this.#observations.ingestReadings([readDbtUpload(body)], now);
  }

  /** Takes events of OpenLineage. */
  async reportLineage(
    events: readonly unknown[],
    credentials: BackstageCredentials,
  ): Promise<IngestResponse> {
    await this.#authorizeReport(credentials);
    const now = new Date();
    await this.#lineage.save(events.flatMap(readOpenLineageEdges), now);
    return this.#observations.ingestReadings(
      events.map(readOpenLineageEvent),
      now,
    );
  }

  /** @throws NotAllowedError when the caller may not report observations. */
  async listUnmapped(
    query: { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<UnmappedList> {
    await this.#authorizeReport(credentials);
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const items = await this.#observations.listUnmapped({
      after: cursor ? decodeCursor(cursor, unmappedCursorSchema).after : '',
      limit: limit + 1,
    });
    const shown = items.slice(0, limit);
    return {
      items: shown,
      pageInfo: {
        nextCursor:
          items.length > limit
            ? encodeCursor({ after: shown[shown.length - 1].dataset })
            : undefined,
      },
    };
  }

  /** @throws NotFoundError when it promises nothing, or the reader may not see it. */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<SlaDetail> {
    const [readable, promises] = await Promise.all([
      this.#access.isReadable(entityRef, credentials),
      this.#store.getPromises(entityRef),
    ]);
    if (!readable || !promises) {
      throw new NotFoundError(
        `There are no promises of ${entityRef}: no data product or decision path of that name is in the catalog`,
      );
    }
    const now = Date.now();
    const stored = await this.#store.listStored(this.#knex, [entityRef]);
    const breaches = await this.#breachesOf(
      stored.map(({ objectiveId, objective }) => ({
        objectiveId,
        from: windowStarts(objective, now).window,
      })),
      credentials,
    );
    const histories = await readHistories(
      this.#store,
      this.#knex,
      stored.map(({ objectiveId, objective }) => ({
        objectiveId,
        objective,
        from: windowStarts(objective, now).window,
        hoursFrom: now,
      })),
    );
    return {
      entityRef,
      objectives: await Promise.all(
        stored.map(async (standing, index) => {
          const { objectiveId, objective } = standing;
          return {
            objective,
            status: await readStatus(this.#store, this.#knex, standing, now),
            strip: stretchesOf(
              objective,
              histories[index],
              dayOf(windowStarts(objective, now).window) * DAY_MS,
              now,
              STRIP_POINTS,
            ).map(({ bucket, state }) => ({
              from: iso(bucket.from),
              to: iso(bucket.to),
              state,
            })),
            breaches: breaches.get(objectiveId) ?? [],
          };
        }),
      ),
      datedTerms: promises.datedTerms,
      problems: promises.problems,
      steps: await this.#stepsOf(entityRef, credentials),
    };
  }

  /** @throws NotAllowedError when the caller may not report observations. */
  async #authorizeReport(credentials: BackstageCredentials): Promise<void> {
    await this.#access.authorize(observationCreatePermission, credentials);
  }

  /** How the promises stand along a decision path; nothing for products. */
  async #stepsOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<SlaDetail['steps']> {
    const steps = await readPathSteps(this.#knex, entityRef);
    if (!steps) {
      return undefined;
    }
    const readable = await this.#access.readableFor(credentials);
    const refs = steps.flatMap(step => step.entityRef ?? []);
    const standings = await this.#store.listStandings(
      this.#knex,
      refs.filter(ref => readable.has(ref)),
    );
    return steps.map(step => ({
      ...step,
      ...countStates(
        standings.filter(({ entityRef: ref }) => ref === step.entityRef),
      ),
    }));
  }

  /** @throws NotFoundError when there is no such objective, or the reader may not see it. */
  async series(
    entityRef: string,
    name: string,
    query: SeriesQuery,
    credentials: BackstageCredentials,
  ): Promise<Series> {
    const readable = await this.#access.isReadable(entityRef, credentials);
    const found = (await this.#store.listStored(this.#knex, [entityRef])).find(
      ({ objective }) => objective.name === name,
    );
    if (!readable || !found) {
      throw new NotFoundError(
        `There is no objective '${name}' of ${entityRef}`,
      );
    }
    const { objectiveId, objective } = found;
    const now = Date.now();
    const to = query.to ? Math.min(Date.parse(query.to), now) : now;
    const from = query.from
      ? Date.parse(query.from)
      : windowStarts(objective, now).window;
    const hourly = to - from <= HOURLY_DAYS * DAY_MS;
    const history = await readHistory(this.#store, this.#knex, {
      objectiveId,
      objective,
      from,
      hoursFrom: hourly ? from : to,
    });
    const start = hourly ? from : dayOf(from) * DAY_MS;
    const days = Math.max(1, Math.ceil((to - start) / DAY_MS));
    const points = Math.min(
      query.points ?? DEFAULT_POINTS,
      hourly ? Infinity : days,
    );
    const breaches = await this.#breachesOf(
      [{ objectiveId, from, to }],
      credentials,
    );
    return {
      objective,
      bounds: targetBounds(objective),
      points: stretchesOf(objective, history, start, to, points).map(
        ({ bucket, state }) => ({
          from: iso(bucket.from),
          to: iso(bucket.to),
          min: bucket.min,
          max: bucket.max,
          last: bucket.last,
          count: bucket.good + bucket.bad,
          bad: bucket.bad,
          state,
        }),
      ),
      observations: await this.#newest(objectiveId, objective, from, to),
      breaches: breaches.get(objectiveId) ?? [],
    };
  }

  async listBreaches(
    query: BreachesQuery,
    credentials: BackstageCredentials,
  ): Promise<BreachList> {
    const { limit = DEFAULT_LIMIT, cursor, ...asked } = query;
    const continued = cursor
      ? decodeCursor(cursor, breachesCursorSchema)
      : undefined;
    const filter = (continued?.query ?? asked) as typeof asked;
    const readable = await this.#access.readableFor(credentials);
    const items: BreachRecord[] = [];
    let before = continued?.before;
    // What the reader may not see is passed over, page by page.
    for (;;) {
      const page = await this.#store.listBreaches({
        entityRefs: filter.entityRef ? [filter.entityRef] : undefined,
        state: filter.state,
        from: filter.from ? Date.parse(filter.from) : undefined,
        to: filter.to ? Date.parse(filter.to) : undefined,
        before,
        limit: limit + 1,
      });
      items.push(
        ...page.filter(
          ({ entityRef, objective }) =>
            readable.has(entityRef) &&
            (!filter.objective || objective.name === filter.objective) &&
            (!filter.severity || objective.severity === filter.severity),
        ),
      );
      const last = page[page.length - 1];
      before = last && {
        since: Date.parse(last.since),
        breachId: last.breachId,
      };
      if (items.length > limit || page.length <= limit) {
        break;
      }
    }
    const shown = items.slice(0, limit);
    const last = shown[shown.length - 1];
    return {
      items: shown.map(record => toBreach(record, readable)),
      pageInfo: {
        nextCursor:
          items.length > limit
            ? encodeCursor({
                query: filter,
                before: {
                  since: Date.parse(last.since),
                  breachId: last.breachId,
                },
              })
            : undefined,
      },
    };
  }

  async #breachesOf(
    wanted: readonly { objectiveId: number; from: number; to?: number }[],
    credentials: BackstageCredentials,
  ): Promise<Map<number, Breach[]>> {
    const found = new Map<number, Breach[]>();
    if (!wanted.length) {
      return found;
    }
    const readable = await this.#access.readableFor(credentials);
    for (const { objectiveId, from, to } of wanted) {
      const records = await this.#store.listBreaches({
        objectiveIds: [objectiveId],
        from,
        to,
        limit: MAX_BREACHES,
      });
      found.set(
        objectiveId,
        records.map(record => toBreach(record, readable)),
      );
    }
    return found;
  }

  async #newest(
    objectiveId: number,
    objective: Objective,
    from: number,
    to: number,
  ): Promise<Series['observations']> {
    const days = await this.#store.listSampledDays(this.#knex, objectiveId, {
      from: dayOf(from),
      to: dayOf(to),
    });
    const newest: StoredObservation[] = [];
    const values: MeasuredValue[] = [];
    for (const { day, observations, sample } of days.reverse()) {
      const missing = MAX_OBSERVATIONS - newest.length;
      const observed =
        sample && missing === 0
          ? undefined
          : new ObservationDay(
              objective.name,
              day,
              observations ??
                (await this.#store.getObservations(
                  this.#knex,
                  objectiveId,
                  day,
                )),
            );
      newest.push(...(observed?.newest(missing, from, to) ?? []));
      values.push(
        ...(sample ?? observed!.sampleValues()).filter(
          ({ at }) => at >= from && at <= to,
        ),
      );
    }
    const baseline = baselineOf(values);
    return newest.map(({ id, at, value, source, detail }) => ({
      id,
      value,
      observedAt: iso(at),
      source,
      detail,
      kept:
        value === undefined
          ? undefined
          : judgeObservation(objective, value) === 'keeps',
      unusual:
        value === undefined
          ? undefined
          : judgeUnusual(objective, { at, value }, baseline),
    }));
  }
}

/** Nothing where nothing is promised. */
function countStates(
  standings: readonly { standing?: ObjectiveStanding }[],
): Pick<NonNullable<SlaDetail['steps']>[number], 'counts' | 'brokenSince'> {
  if (standings.length === 0) {
    return {};
  }
  const counts = { broken: 0, silent: 0, 'at-risk': 0, kept: 0 };
  for (const { standing } of standings) {
    const state = standing?.state ?? 'unknown';
    counts[state === 'unknown' ? 'silent' : state] += 1;
  }
  const [brokenSince] = standings
    .flatMap(({ standing }) =>
      standing?.state === 'broken' ? standing.since ?? [] : [],
    )
    .sort();
  return { counts, brokenSince };
}

/** A breach with what the reader may see of what was broken upstream. */
function toBreach(
  record: BreachRecord,
  readable: { has(entityRef: string): boolean },
): Breach {
  const { objective } = record;
  return {
    id: String(record.breachId),
    entityRef: record.entityRef,
    objective: objective.name,
    indicator: objective.indicator,
    severity: objective.severity,
    promise: record.promise,
    since: record.since,
    openedAt: record.openedAt,
    until: record.until,
    worstValue: record.worstValue,
    worstAt: record.worstAt,
    responsible: record.responsible,
    upstream: record.upstream.filter(({ entityRef }) =>
      readable.has(entityRef),
    ),
    notified: record.notified,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
