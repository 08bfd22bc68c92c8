import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  breachesQuerySchema,
  breachListSchema,
  ingestResponseSchema,
  seriesQuerySchema,
  seriesSchema,
  slaDetailSchema,
  unmappedListSchema,
  unmappedQuerySchema,
} from '@handoff/backstage-plugin-data-products-common';
import { z } from 'zod';
import { defineOperation, entityParamsSchema, Operation } from '../http';
import { BATCH_SIZE, ItemBatch } from './ObservationService';
import { SlaService } from './SlaService';

const TAG = 'sla';
const NOT_FOUND = { 404: 'It does not exist, or the caller may not see it' };
const MAY_NOT_REPORT = {
  403: 'The caller lacks data-products.observation.create',
};

/** A manifest of a large project has 50 MB. */
const DBT_BODY_LIMIT = 64 * 1024 * 1024;
const LINEAGE_BODY_LIMIT = 16 * 1024 * 1024;

const reportSchema = z.union([
  z.array(z.unknown()),
  z.strictObject({ observations: z.array(z.unknown()) }),
  z.record(z.string(), z.unknown()),
]);

/** The API of the sla slice. */
export function createSlaOperations(service: SlaService): Operation[] {
  return [
    defineOperation({
      id: 'observations-create',
      method: 'post',
      path: '/observations',
      summary: 'Takes observations from pipelines, each by itself',
      tag: TAG,
      body: reportSchema,
      response: ingestResponseSchema,
      errors: {
        ...MAY_NOT_REPORT,
        413: 'The body is over the limit that the message names; send NDJSON, which has none',
      },
      handle: ({ body, credentials }) =>
        service.report(itemsOf(body), credentials),
      handleLines: (lines, credentials) =>
        service.reportBatches(readBatches(lines), credentials),
    }),
    defineOperation({
      id: 'observations-dbt',
      method: 'post',
      path: '/observations/dbt',
      summary:
        'Takes artifacts of dbt: run_results.json, sources.json or freshness.json, or { artifacts, manifest }',
      tag: TAG,
      body: z.record(z.string(), z.unknown()),
      bodyLimit: DBT_BODY_LIMIT,
      response: ingestResponseSchema,
      errors: {
        ...MAY_NOT_REPORT,
        413: 'The body is over the limit that the message names',
      },
      handle: ({ body, credentials }) => service.reportDbt(body, credentials),
    }),
    defineOperation({
      id: 'observations-lineage',
      method: 'post',
      path: '/observations/openlineage/api/v1/lineage',
      summary: 'Takes an event of OpenLineage, as its HTTP transport sends it',
      tag: TAG,
      body: z.record(z.string(), z.unknown()),
      bodyLimit: LINEAGE_BODY_LIMIT,
      response: ingestResponseSchema,
      errors: MAY_NOT_REPORT,
      handle: ({ body, credentials }) =>
        service.reportLineage([body], credentials),
    }),
    defineOperation({
      id: 'observations-lineage-batch',
      method: 'post',
      path: '/observations/openlineage/api/v1/lineage/batch',
      summary: 'Takes a list of events of OpenLineage',
      tag: TAG,
      body: z.array(z.unknown()),
      bodyLimit: LINEAGE_BODY_LIMIT,
      response: ingestResponseSchema,
      errors: MAY_NOT_REPORT,
      handle: ({ body, credentials }) =>
        service.reportLineage(body, credentials),
    }),
    defineOperation({
      id: 'observations-unmapped',
      method: 'get',
      path: '/observations/unmapped',
      summary: 'Lists datasets that were reported on and that no entity claims',
      tag: TAG,
      query: unmappedQuerySchema,
      response: unmappedListSchema,
      errors: MAY_NOT_REPORT,
      handle: ({ query, credentials }) =>
        service.listUnmapped(query, credentials),
    }),
    defineOperation({
      id: 'sla-get',
      method: 'get',
      path: '/sla/{kind}/{namespace}/{name}',
      summary: 'Tells what an entity promises, and how it is kept',
      tag: TAG,
      params: entityParamsSchema,
      response: slaDetailSchema,
      errors: NOT_FOUND,
      handle: ({ params, credentials }) =>
        service.get(stringifyEntityRef(params), credentials),
    }),
    defineOperation({
      id: 'sla-series',
      method: 'get',
      path: '/sla/{kind}/{namespace}/{name}/{objective}/series',
      summary: 'Tells how an objective went over time',
      tag: TAG,
      params: entityParamsSchema.extend({ objective: z.string().min(1) }),
      query: seriesQuerySchema,
      response: seriesSchema,
      errors: NOT_FOUND,
      handle: ({ params, query, credentials }) =>
        service.series(
          stringifyEntityRef(params),
          params.objective,
          query,
          credentials,
        ),
    }),
    defineOperation({
      id: 'breaches-list',
      method: 'get',
      path: '/breaches',
      summary: 'Lists times during which promises were broken, newest first',
      tag: TAG,
      query: breachesQuerySchema,
      response: breachListSchema,
      handle: ({ query, credentials }) =>
        service.listBreaches(query, credentials),
    }),
  ];
}

function itemsOf(body: z.output<typeof reportSchema>): unknown[] {
  if (Array.isArray(body)) {
    return body;
  }
  return Array.isArray(body.observations) ? body.observations : [body];
}

/** The lines that say something, by their index. */
async function* readBatches(
  lines: AsyncIterable<string>,
): AsyncGenerator<ItemBatch> {
  let index = 0;
  let batch = new Map<number, unknown>();
  for await (const line of lines) {
    if (line.trim() !== '') {
      batch.set(index, readLine(line));
    }
    index += 1;
    if (batch.size === BATCH_SIZE) {
      yield batch;
      batch = new Map();
    }
  }
  if (batch.size) {
    yield batch;
  }
}

/** What is no JSON is refused as what it is: a text. */
function readLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
