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
import { toStoredObservation } from './ObservationDay';
import { IncomingObservation, ObservationStore } from './ObservationStore';
import { listObjectives, PromisedObjective } from './PromiseStore';

/** How many items one transaction takes. */
const BATCH_SIZE = 2500;

/** How long observations of unclaimed datasets wait. */
const UNMAPPED_MS = 7 * 24 * 60 * 60 * 1000;

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
    const answers: Item[] = [];
    for (let start = 0; start < items.length; start += BATCH_SIZE) {
      const batch = items.slice(start, start + BATCH_SIZE);
      const answered = await this.#ingestBatch(batch, now);
      answers.push(
        ...answered.map(item => ({ ...item, index: item.index + start })),
      );
    }
    if (answers.some(({ status }) => status === 'accepted')) {
      this.#onAccepted();
    }
    const count = (...statuses: Item['status'][]) =>
      answers.filter(({ status }) => statuses.includes(status)).length;
    return {
      accepted: count('accepted', 'duplicate'),
      refused: count('refused'),
      unmapped: count('unmapped'),
      items: answers,
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
      await this.#ingestBatch(
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
    if (attached) {
      this.#onAccepted();
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

  async #ingestBatch(items: readonly unknown[], now: Date): Promise<Item[]> {
    const answers: Item[] = items.map((_, index) => ({
      index,
      status: 'refused',
    }));
    const inputs = new Map<number, ObservationInput>();
    items.forEach((item, index) => {
      const parsed = observationInputSchema.safeParse(item);
      if (parsed.success) {
        inputs.set(index, parsed.data);
        return;
      }
      const [issue] = parsed.error.issues;
      const field = issue.path.map(String).join('.');
      answers[index].field = field || undefined;
      answers[index].reason = field
        ? `"${field}": ${issue.message}`
        : issue.message;
    });

    const entities = await this.#entitiesOf([...inputs.values()]);
    const promises = new Map<string, EntityPromises>();
    for (const promised of await listObjectives(
      this.#knex,
      [...new Set([...entities.values()].flat())],
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

    const incoming: IncomingObservation[] = [];
    const unmapped: [number, ObservationInput][] = [];
    for (const [index, input] of inputs) {
      const refs = entities.get(targetOf(input)) ?? [];
      if (!refs.length && input.dataset !== undefined) {
        unmapped.push([index, input]);
        continue;
      }
      for (const ref of refs) {
        const promised = promises.get(ref);
        if (!promised) {
          answers[index].field ??= 'entityRef';
          answers[
            index
          ].reason ??= `${ref} promises nothing: declare objectives in spec.objectives or its contract first, or correct the ref`;
          continue;
        }
        const { observations, refusal } = readObservation(
          input,
          promised.objectives,
          now.getTime(),
          { retentionMs: this.#retentionMs },
        );
        if (refusal) {
          answers[index].field ??= refusal.field;
          answers[index].reason ??= refusal.reason;
        }
        for (const observation of observations ?? []) {
          answers[index].status = 'accepted';
          const { objectiveId, observedThrough } = promised.byName.get(
            observation.objective,
          )!;
          incoming.push({
            objectiveId,
            objective: observation.objective,
            observedThrough,
            observation: toStoredObservation(observation),
            item: index,
          });
        }
      }
    }
    await this.#saveUnmapped(
      unmapped.map(([, input]) => [input.dataset!, input] as const),
      now,
    );
    for (const [index] of unmapped) {
      answers[index].status = 'unmapped';
      answers[index].reason =
        'No entity claims the dataset yet; it waits for seven days';
    }
    const fresh = await this.#store.save(incoming);
    for (const answer of answers) {
      if (answer.status === 'accepted') {
        delete answer.field;
        delete answer.reason;
        if (!fresh.has(answer.index)) {
          answer.status = 'duplicate';
        }
      }
    }
    return answers;
  }

  /** The refs of the entities that each target stands for. */
  async #entitiesOf(
    inputs: readonly ObservationInput[],
  ): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const input of inputs) {
      const target = targetOf(input);
      if (found.has(target)) {
        continue;
      }
      if (input.entityRef !== undefined) {
        found.set(target, [input.entityRef.toLocaleLowerCase('en-US')]);
      } else {
        found.set(target, await this.#claimantsOf(input.dataset!));
      }
    }
    return found;
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

function targetOf({ entityRef, dataset }: ObservationInput): string {
  return entityRef === undefined ? `dataset ${dataset}` : `entity ${entityRef}`;
}
