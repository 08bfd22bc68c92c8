import { createHash } from 'node:crypto';
import {
  addressObservation,
  Contract,
  IngestResponse,
  Objective,
  ObservationInput,
  observationInputSchema,
  observeSchema,
  OpenLineageReading,
  PipelineObservation,
  readObservation,
  SchemaReading,
  UnmappedList,
} from '@handoff/backstage-plugin-data-products-common';
import { Knex } from 'knex';
import { inList, insertRows } from '../database';
import { OwnershipStore } from '../ownership/OwnershipStore';
import { ObjectiveDocuments } from './ObjectiveDocuments';
import { IncomingObservation, ObservationStore } from './ObservationStore';
import { listObjectives, PromisedObjective } from './PromiseStore';

/** How many items are read at once. */
export const BATCH_SIZE = 2500;

/** How long a request believes what it read of promises, in ms. */
const BELIEVED_MS = 1000;

/** How long observations of unclaimed datasets wait. */
const UNMAPPED_MS = 7 * 24 * 60 * 60 * 1000;

/** Items of a request by their index in it. */
export type ItemBatch = ReadonlyMap<number, unknown>;

type Item = IngestResponse['items'][number];

/** What pipelines' own documents say, before it is known whose data it is. */
type PipelineFinding = PipelineObservation | SchemaReading;

/** The contracts of those of the entities that have one, by ref. */
type ContractLookup = (
  entityRefs: readonly string[],
) => Promise<ReadonlyMap<string, Contract>>;

/** Takes observations from pipelines and readers. */
export class ObservationService {
  readonly #knex: Knex;
  readonly #store: ObservationStore;
  readonly #ownership: OwnershipStore;
  readonly #contracts: ContractLookup;
  readonly #retentionMs: number;
  readonly #onAccepted: () => void;
  readonly #documents = new ObjectiveDocuments();

  static create(options: {
    knex: Knex;
    store: ObservationStore;
    ownership: OwnershipStore;
    contracts: ContractLookup;
    /** How old an observation may be, in ms. */
    retentionMs: number;
    /** Called when there is something to evaluate. */
    onAccepted: () => void;
  }) {
    return new ObservationService(options);
  }

  private constructor(options: {
    knex: Knex;
    store: ObservationStore;
    ownership: OwnershipStore;
    contracts: ContractLookup;
    retentionMs: number;
    onAccepted: () => void;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#ownership = options.ownership;
    this.#contracts = options.contracts;
    this.#retentionMs = options.retentionMs;
    this.#onAccepted = options.onAccepted;
  }

  /**
   * Takes or refuses each item by itself. Those that are answered as accepted
   * are stored.
   *
   * @param items - untrusted
   */
  async ingest(items: readonly unknown[], now: Date): Promise<IngestResponse> {
    return this.ingestBatches(inBatches(items), () => now);
  }

  /**
   * Does the same with a stream: while a batch is stored, the next is read.
   *
   * @param batches - untrusted items by their index in the request, in order
   * @param clock - tells the time, as a stream may last long
   */
  async ingestBatches(
    batches: AsyncIterable<ItemBatch> | Iterable<ItemBatch>,
    clock: () => Date,
  ): Promise<IngestResponse> {
    const items: Item[] = [];
    const targets: Targets = new Map();
    let believedUntil = 0;
    let read: ReadBatch[] = [];
    let storing = Promise.resolve();
    const store = async () => {
      // What comes later corrects what came before.
      await storing;
      storing = this.#storeBatches(read);
      // It is waited for below, also when reading on fails first.
      storing.catch(() => {});
      read = [];
    };
    try {
      for await (const batch of batches) {
        if (performance.now() > believedUntil) {
          targets.clear();
          believedUntil = performance.now() + BELIEVED_MS;
        }
        const one = await this.#readBatch(batch, targets, clock());
        for (const item of one.items) {
          items.push(item);
        }
        read.push(one);
        if (read.length === this.#store.batchesAtOnce) {
          await store();
        }
      }
      await store();
    } finally {
      await storing;
    }
    const count = (...statuses: Item['status'][]) =>
      items.filter(({ status }) => statuses.includes(status)).length;
    return {
      accepted: count('accepted', 'duplicate'),
      refused: count('refused'),
      unmapped: count('unmapped'),
      items,
    };
  }

  /**
   * Takes what a pipeline's own documents say. What was measured and promised
   * to nobody is passed over: pipelines measure more than anybody promises.
   *
   * @param readings - of documents, in order
   */
  async ingestReadings(
    readings: readonly (Pick<OpenLineageReading, 'observations' | 'refused'> &
      Partial<Pick<OpenLineageReading, 'schemas'>>)[],
    now: Date,
  ): Promise<IngestResponse> {
    const refused: Item[] = readings
      .flatMap(reading => reading.refused)
      .map(({ where, reason }, index) => ({
        index,
        status: 'refused',
        field: where || undefined,
        reason,
      }));
    const { inputs, unclaimed } = await this.#address(
      readings.flatMap(({ observations, schemas = [] }) => [
        ...observations,
        ...schemas,
      ]),
    );
    await this.#saveUnmapped(
      unclaimed.flatMap(finding =>
        finding.datasets.map(dataset => [dataset, finding] as const),
      ),
      now,
    );
    const answer = await this.ingest(inputs, now);
    const items = [
      ...refused,
      ...answer.items,
      ...unclaimed.map(
        ({ datasets }): Item => ({
          index: 0,
          status: 'unmapped',
          field: 'dataset',
          reason: `No entity claims ${datasets.join(
            ' or ',
          )} yet; it waits for seven days`,
        }),
      ),
    ].map((item, index) => ({ ...item, index }));
    return {
      accepted: answer.accepted,
      refused: answer.refused + refused.length,
      unmapped: unclaimed.length,
      items,
    };
  }

  /** Takes what a reader has read: both of the forms above. */
  async ingestRead(
    batch: readonly (ObservationInput | PipelineObservation)[],
    now: Date,
  ): Promise<Pick<IngestResponse, 'refused' | 'items'>> {
    const answers = [
      await this.ingest(
        batch.filter(item => !isOfPipeline(item)),
        now,
      ),
      await this.ingestReadings(
        [{ observations: batch.filter(isOfPipeline), refused: [] }],
        now,
      ),
    ];
    return {
      refused: answers[0].refused + answers[1].refused,
      items: answers.flatMap(({ items }) => items),
    };
  }

  /** Takes what waited for an entity to claim its dataset, and forgets what waited too long. */
  async attachUnmapped(now: Date): Promise<number> {
    await this.#knex('unmapped_observation')
      .where('received_at', '<', now.getTime() - UNMAPPED_MS)
      .delete();
    const datasets: string[] = await this.#knex('unmapped_observation')
      .distinct('dataset')
      .pluck('dataset');
    let attached = 0;
    for (const dataset of datasets) {
      const matches = await this.#ownership.findByDataset(dataset);
      if (!matches.length) {
        continue;
      }
      const rows: { id: number; document: string }[] = await this.#knex(
        'unmapped_observation',
      )
        .select('id', 'document')
        .where({ dataset })
        .limit(BATCH_SIZE);
      const waiting: (ObservationInput | PipelineFinding)[] = rows.map(
        ({ document }) => JSON.parse(document),
      );
      const { inputs } = await this.#address(waiting.filter(isOfPipeline));
      await this.ingest(
        [...waiting.filter(item => !isOfPipeline(item)), ...inputs],
        now,
      );
      // Also those that waited under another name of the same dataset.
      await this.#knex('unmapped_observation')
        .whereIn(
          'document',
          inList(
            this.#knex,
            'text',
            rows.map(({ document }) => document),
          ),
        )
        .delete();
      attached += rows.length;
    }
    return attached;
  }

  /** Datasets that nobody claims, by name. */
  async listUnmapped(query: {
    after?: string;
    limit: number;
  }): Promise<UnmappedList['items']> {
    const rows = await this.#knex('unmapped_observation')
      .where('dataset', '>', query.after ?? '')
      .groupBy('dataset')
      .orderBy('dataset')
      .limit(query.limit)
      .select<UnmappedRow[]>(
        'dataset',
        this.#knex.raw('count(*) as count'),
        this.#knex.raw('min(received_at) as first'),
        this.#knex.raw('max(received_at) as last'),
      );
    const sources = new Map<string, Set<string>>();
    for (const { dataset, document } of await this.#knex('unmapped_observation')
      .select('dataset', 'document')
      .whereIn(
        'dataset',
        inList(
          this.#knex,
          'text',
          rows.map(row => row.dataset),
        ),
      )) {
      const known = sources.get(dataset) ?? new Set();
      known.add(JSON.parse(document).source);
      sources.set(dataset, known);
    }
    const iso = (time: unknown) => new Date(Number(time)).toISOString();
    return rows.map(row => ({
      dataset: row.dataset,
      count: Number(row.count),
      sources: [...(sources.get(row.dataset) ?? [])].sort(),
      firstAt: iso(row.first),
      lastAt: iso(row.last),
      expiresAt: iso(Number(row.first) + UNMAPPED_MS),
    }));
  }

  /**
   * Finds out what a batch observes of which objectives, and why it does not.
   *
   * @param targets - those that are known, to which it adds others
   */
  async #readBatch(
    batch: ItemBatch,
    targets: Targets,
    now: Date,
  ): Promise<ReadBatch> {
    const items: Item[] = [];
    const inputs: { item: Item; input: ObservationInput; target: Target }[] =
      [];
    const unknown: Target[] = [];
    for (const [index, value] of batch) {
      const item: Item = { index, status: 'refused' };
      items.push(item);
      const parsed = observationInputSchema.safeParse(value);
      if (parsed.success) {
        const input = parsed.data;
        // No ref begins like a dataset here.
        const key = input.entityRef ?? `dataset ${input.dataset}`;
        let target = targets.get(key);
        if (!target) {
          target = { input, entities: [] };
          targets.set(key, target);
          unknown.push(target);
        }
        inputs.push({ item, input, target });
        continue;
      }
      const [issue] = parsed.error.issues;
      const field = issue.path.map(String).join('.');
      item.field = field || undefined;
      item.reason = field ? `"${field}": ${issue.message}` : issue.message;
    }

    if (unknown.length) {
      await this.#findEntities(unknown);
    }
    const incoming: IncomingObservation<Item>[] = [];
    const unmapped: [string, ObservationInput][] = [];
    for (const { item, input, target } of inputs) {
      if (!target.entities.length && input.dataset !== undefined) {
        unmapped.push([input.dataset, input]);
        item.status = 'unmapped';
        item.reason =
          'No entity claims the dataset yet; it waits for seven days';
        continue;
      }
      for (const { ref, promised } of target.entities) {
        if (!promised) {
          item.field ??= 'entityRef';
          item.reason ??= `${ref} promises nothing: declare objectives in spec.objectives or its contract first, or correct the ref`;
          continue;
        }
        const { observations, refusal } = readObservation(
          input,
          promised.objectives,
          now.getTime(),
          { retentionMs: this.#retentionMs },
        );
        if (refusal) {
          item.field ??= refusal.field;
          item.reason ??= refusal.reason;
        }
        for (const observation of observations ?? []) {
          item.status = 'accepted';
          const { objectiveId, observedThrough } = promised.byName.get(
            observation.objective,
          )!;
          incoming.push({
            objectiveId,
            objective: observation.objective,
            observedThrough,
            observation,
            item,
          });
        }
      }
    }
    return { items, incoming, unmapped, now };
  }

  /** Stores what was read of batches, and completes the answers. */
  async #storeBatches(batches: readonly ReadBatch[]): Promise<void> {
    for (const { unmapped, now } of batches) {
      await this.#saveUnmapped(unmapped, now);
    }
    const incoming = batches.flatMap(batch => batch.incoming);
    const fresh = await this.#store.save(incoming);
    for (const item of batches.flatMap(batch => batch.items)) {
      if (item.status === 'accepted') {
        delete item.field;
        delete item.reason;
        if (!fresh.has(item)) {
          item.status = 'duplicate';
        }
      }
    }
    if (incoming.length) {
      this.#onAccepted();
    }
  }

  async #promisesOf(
    entityRefs: readonly string[],
  ): Promise<Map<string, EntityPromises>> {
    const promises = new Map<string, EntityPromises>();
    for (const promised of await listObjectives(
      this.#knex,
      entityRefs,
      this.#documents,
    )) {
      const known: EntityPromises = promises.get(promised.entityRef) ?? {
        objectives: [],
        byName: new Map(),
      };
      known.objectives.push(promised.objective);
      known.byName.set(promised.objective.name, promised);
      promises.set(promised.entityRef, known);
    }
    return promises;
  }

  /** Finds the entities that targets stand for, and what these promise. */
  async #findEntities(targets: readonly Target[]): Promise<void> {
    const found: [Target, string[]][] = [];
    for (const target of targets) {
      const { entityRef, dataset } = target.input;
      found.push([
        target,
        entityRef === undefined
          ? await this.#claimantsOf(dataset!)
          : [entityRef.toLocaleLowerCase('en-US')],
      ]);
    }
    const promises = await this.#promisesOf([
      ...new Set(found.flatMap(([, refs]) => refs)),
    ]);
    for (const [target, refs] of found) {
      target.entities = refs.map(ref => ({ ref, promised: promises.get(ref) }));
    }
  }

  /** Those with the longest claim: who names a dataset exactly means it most. */
  async #claimantsOf(...datasets: string[]): Promise<string[]> {
    const found = await Promise.all(
      datasets.map(dataset => this.#ownership.findByDataset(dataset)),
    );
    const matches = found.flat();
    const length = (match: (typeof matches)[number]) =>
      match.claim?.prefix ? match.claim.pattern.length : Infinity;
    const longest = Math.max(...matches.map(length));
    return [
      ...new Set(
        matches
          .filter(match => length(match) === longest)
          .map(({ entityRef }) => entityRef),
      ),
    ];
  }

  /** Finds out whose data pipelines measured, and what was promised of it. */
  async #address(findings: readonly PipelineFinding[]): Promise<{
    inputs: ObservationInput[];
    unclaimed: PipelineFinding[];
  }> {
    const claimants = new Map<string, string[]>();
    for (const { datasets } of findings) {
      const key = datasets.join('\n');
      if (!claimants.has(key)) {
        claimants.set(key, await this.#claimantsOf(...datasets));
      }
    }
    const promised = await listObjectives(this.#knex, [
      ...new Set([...claimants.values()].flat()),
    ]);
    const objectives = new Map<string, Objective[]>();
    const contracts = await this.#contracts([
      ...new Set(promised.map(({ entityRef }) => entityRef)),
    ]);
    for (const { entityRef, objective } of promised) {
      objectives.set(entityRef, [
        ...(objectives.get(entityRef) ?? []),
        objective,
      ]);
    }
    const inputs: ObservationInput[] = [];
    const unclaimed: PipelineFinding[] = [];
    for (const finding of findings) {
      const refs = claimants.get(finding.datasets.join('\n'))!;
      if (!refs.length) {
        unclaimed.push(finding);
      }
      for (const ref of refs) {
        const contract = contracts.get(ref);
        const observation = isSchema(finding)
          ? contract && observeSchema(finding, contract)
          : finding;
        if (observation) {
          inputs.push(
            ...addressObservation(
              observation,
              ref,
              objectives.get(ref) ?? [],
              contract,
            ),
          );
        }
      }
    }
    return { inputs, unclaimed };
  }

  async #saveUnmapped(
    unmapped: readonly (readonly [string, object])[],
    now: Date,
  ): Promise<void> {
    const rows = new Map(
      unmapped.map(([dataset, observation]) => {
        const document = JSON.stringify(observation);
        const key = createHash('sha256')
          .update(`${dataset}\n${document}`)
          .digest('hex');
        return [key, [dataset, key, document, now.getTime()]];
      }),
    );
    await insertRows(
      this.#knex,
      'unmapped_observation',
      { dataset: 'text', key: 'text', document: 'text', received_at: 'bigint' },
      [...rows.values()],
      { replace: 'key' },
    );
  }
}

function isOfPipeline<T extends PipelineFinding>(
  item: ObservationInput | T,
): item is T {
  return 'datasets' in item;
}

function isSchema(finding: PipelineFinding): finding is SchemaReading {
  return 'fields' in finding;
}

function* inBatches(items: readonly unknown[]): Generator<ItemBatch> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    yield new Map(
      items
        .slice(start, start + BATCH_SIZE)
        .map((item, i) => [start + i, item]),
    );
  }
}

/** A batch that is read, with its answers as far as they are known. */
interface ReadBatch {
  items: Item[];
  incoming: IncomingObservation<Item>[];
  /** By dataset. */
  unmapped: [string, ObservationInput][];
  now: Date;
}

/** An entity, or a dataset, that items are about. */
interface Target {
  /** The first of them. */
  input: ObservationInput;
  /** None where nobody claims the dataset. */
  entities: { ref: string; promised: EntityPromises | undefined }[];
}

/** What items are about, by its ref, or by its dataset. */
type Targets = Map<string, Target>;

/** What an entity promises. */
interface EntityPromises {
  objectives: Objective[];
  byName: Map<string, PromisedObjective>;
}

/** Numbers are texts on PostgreSQL. */
interface UnmappedRow {
  dataset: string;
  count: number | string;
  first: number | string;
  last: number | string;
}
