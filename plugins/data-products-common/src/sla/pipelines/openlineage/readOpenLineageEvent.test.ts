import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOpenLineageEvent } from './readOpenLineageEvent';

const CUSTOMERS = {
  namespace: 'postgres://db:5432',
  name: 'acme.crm.customers',
};

function event(fields: object = {}) {
  return {
    eventType: 'COMPLETE',
    eventTime: '2026-11-20T06:10:00.5+01:00',
    run: { runId: 'run-1' },
    job: { namespace: 'airflow', name: 'crm.load' },
    inputs: [],
    outputs: [],
    ...fields,
  };
}

/** Measures by "indicator column". */
function measured(document: unknown) {
  return Object.fromEntries(
    readOpenLineageEvent(document).observations.map(
      ({ indicator, column, measures }) => [
        [indicator, column].filter(Boolean).join(' '),
        measures,
      ],
    ),
  );
}

const ratio = (value: number) => ({ value, unit: 'ratio' });
const rows = (value: number) => ({ value, unit: 'rows' });

describe('readOpenLineageEvent', () => {
  it('takes a complete run as freshness and volume of its outputs', () => {
    const { observations, refused, ignored } = readOpenLineageEvent(
      event({
        outputs: [
          {
            ...CUSTOMERS,
            outputFacets: { outputStatistics: { rowCount: 20, size: 4_096 } },
          },
        ],
      }),
    );
    expect({ refused, ignored }).toEqual({ refused: [], ignored: [] });
    const shared = {
      datasets: ['postgres://db:5432/acme.crm.customers'],
      table: 'customers',
      observedAt: '2026-11-20T05:10:00.500Z',
      source: 'openlineage/airflow/crm.load',
    };
    expect(observations).toMatchObject([
      {
        ...shared,
        indicator: 'freshness',
        measures: [{ value: '2026-11-20T05:10:00.500Z', unit: 'date-time' }],
      },
      {
        ...shared,
        indicator: 'volume',
        measures: [rows(20), { value: 4_096, unit: 'bytes' }],
      },
    ]);
    expect(new Set(observations.map(({ id }) => id)).size).toBe(2);
  });

  it('takes assertions as quality, once where a client repeats them', () => {
    const facets = {
      dataQualityAssertions: {
        assertions: [
          { assertion: 'not_null', success: true, column: 'email' },
          {
            assertion: 'expect_column_values_to_match_regex',
            success: false,
            column: 'email',
          },
          { assertion: 'unique', success: 'yes' },
        ],
      },
    };
    const document = event({
      inputs: [{ ...CUSTOMERS, facets, inputFacets: facets }],
    });
    const failed = { ...rows(1), bound: 'at-least' };
    expect(measured(document)).toEqual({
      'completeness email': [ratio(1), rows(0)],
      completeness: [ratio(1), rows(0)],
      'validity email': [ratio(0), failed],
      validity: [ratio(0), failed],
    });
    expect(readOpenLineageEvent(document).refused).toEqual([
      {
        where: '/inputs/0/inputFacets/dataQualityAssertions/assertions/2',
        reason: expect.stringContaining('"success" must be true or false'),
      },
    ]);
  });

  it('takes metrics of columns as shares and numbers', () => {
    const document = event({
      inputs: [
        {
          ...CUSTOMERS,
          inputFacets: {
            dataQualityMetrics: {
              rowCount: 200,
              bytes: 9,
              lastUpdated: '2026-11-20T04:00:00Z',
              columnMetrics: {
                email: { nullCount: 50, distinctCount: 120 },
                broken: { nullCount: 201, distinctCount: -1 },
              },
            },
          },
        },
      ],
    });
    expect(measured(document)).toEqual({
      freshness: [{ value: '2026-11-20T04:00:00.000Z', unit: 'date-time' }],
      volume: [rows(200), { value: 9, unit: 'bytes' }],
      'completeness email': [ratio(0.75), rows(50)],
      'uniqueness email': [ratio(0.8), rows(30)],
    });
    expect(
      readOpenLineageEvent(document).refused.map(({ where }) =>
        where.replace(/.*columnMetrics/, ''),
      ),
    ).toEqual(['/broken/distinctCount', '/broken/nullCount']);
  });

  it('knows no share of no rows', () => {
    expect(
      measured(
        event({
          outputs: [
            {
              ...CUSTOMERS,
              facets: {
                dataQualityMetrics: {
                  rowCount: 0,
                  columnMetrics: { email: { nullCount: 0 } },
                },
              },
            },
          ],
        }),
      ),
    ).toMatchObject({ 'completeness email': [rows(0)], volume: [rows(0)] });
  });

  it('gives the columns, nested ones too, to be compared with a contract', () => {
    expect(
      readOpenLineageEvent(
        event({
          outputs: [
            {
              ...CUSTOMERS,
              facets: {
                schema: {
                  fields: [
                    { name: 'id', type: 'BIGINT' },
                    {
                      name: 'address',
                      type: 'struct',
                      fields: [{ name: 'city' }],
                    },
                    { type: 'nameless' },
                  ],
                },
              },
            },
          ],
        }),
      ).schemas,
    ).toMatchObject([
      {
        runId: 'run-1',
        table: 'customers',
        fields: [
          { name: 'id', type: 'BIGINT' },
          { name: 'address', type: 'struct' },
          { name: 'address.city' },
        ],
      },
    ]);
  });

  it('takes from a run that failed only the tests that it made', () => {
    const { observations, ignored } = readOpenLineageEvent(
      event({
        eventType: 'FAIL',
        run: {
          runId: 'run-1',
          facets: { errorMessage: { message: 'disk full' } },
        },
        inputs: [
          {
            ...CUSTOMERS,
            inputFacets: {
              dataQualityAssertions: {
                assertions: [
                  { assertion: 'unique', success: false, column: 'id' },
                ],
              },
            },
          },
        ],
        outputs: [
          {
            ...CUSTOMERS,
            outputFacets: { outputStatistics: { rowCount: 1 } },
          },
        ],
      }),
    );
    expect(observations.map(({ indicator }) => indicator)).toEqual([
      'uniqueness',
      'uniqueness',
    ]);
    expect(ignored).toEqual([
      {
        where: '/eventType',
        reason: 'the run failed: disk full; its outputs are no fresher for it',
      },
    ]);
  });

  it.each([
    ['a start', event({ eventType: 'START', outputs: [CUSTOMERS] })],
    ['an abort', event({ eventType: 'ABORT', outputs: [CUSTOMERS] })],
    [
      'an event about a dataset',
      { eventTime: '2026-11-20T06:10:00Z', dataset: CUSTOMERS },
    ],
    [
      'an event about a job',
      { eventTime: '2026-11-20T06:10:00Z', job: CUSTOMERS },
    ],
  ])('takes nothing from %s, and says why', (_, document) => {
    const reading = readOpenLineageEvent(document);
    expect(reading.observations).toEqual([]);
    expect(reading.refused).toEqual([]);
    expect(reading.ignored).toHaveLength(1);
  });

  it('refuses what cannot be read, with where and why', () => {
    expect(
      readOpenLineageEvent(
        event({
          outputs: [{ name: 'a' }, { ...CUSTOMERS, name: 'x'.repeat(1_000) }],
          inputs: 'none',
        }),
      ).refused.map(({ where }) => where),
    ).toEqual(['/outputs/0', '/outputs/1', '/inputs']);
    expect(
      readOpenLineageEvent({ eventType: 'DONE', eventTime: 'now' }).refused,
    ).toEqual([
      { where: '', reason: expect.stringContaining('"runId"') },
      {
        where: '/eventTime',
        reason: '"eventTime" must be an ISO 8601 date-time, but is "now"',
      },
      { where: '/eventType', reason: expect.stringContaining('COMPLETE') },
    ]);
    expect(readOpenLineageEvent([]).refused).toHaveLength(1);
  });

  it('never throws, whatever it is given', () => {
    const facet = fc.oneof(
      fc.jsonValue(),
      fc.record({
        rowCount: fc.jsonValue(),
        columnMetrics: fc.dictionary(fc.string(), fc.jsonValue()),
        assertions: fc.array(fc.jsonValue()),
        fields: fc.array(fc.jsonValue()),
      }),
    );
    const facets = fc.dictionary(
      fc.constantFrom(
        'dataQualityMetrics',
        'dataQualityAssertions',
        'outputStatistics',
        'schema',
        'columnLineage',
        '__proto__',
      ),
      facet,
    );
    const dataset = fc.record({
      namespace: fc.oneof(fc.string(), fc.jsonValue()),
      name: fc.oneof(fc.string(), fc.jsonValue()),
      facets,
      inputFacets: facets,
      outputFacets: facets,
    });
    const document = fc.oneof(
      fc.jsonValue(),
      fc
        .record(
          {
            eventType: fc.constantFrom('COMPLETE', 'FAIL', 'START', 7),
            eventTime: fc.oneof(
              fc.constant('2026-11-20T06:10:00Z'),
              fc.jsonValue(),
            ),
            run: fc.oneof(fc.constant({ runId: 'r' }), fc.jsonValue()),
            job: fc.jsonValue(),
            inputs: fc.oneof(fc.array(dataset), fc.jsonValue()),
            outputs: fc.oneof(fc.array(dataset), fc.jsonValue()),
          },
          { requiredKeys: [] },
        )
        .map(event),
    );
    fc.assert(
      fc.property(document, value => {
        const reading = readOpenLineageEvent(value);
        const ids = reading.observations.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every(id => id.length <= 400)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads real events', () => {
    const folder = resolve(
      __dirname,
      '../../../../../../../shared/data/openlineage',
    );
    if (!existsSync(folder)) {
      // eslint-disable-next-line no-console
      console.log('no ../shared/data/openlineage: real events were not read');
      return;
    }
    const load = (name: string) =>
      JSON.parse(readFileSync(resolve(folder, name), 'utf8'));
    const full = readOpenLineageEvent(load('example_full_event.json'));
    expect(full.refused).toEqual([]);
    expect(full.schemas).toHaveLength(1);
    expect(
      new Set(full.observations.map(({ indicator }) => indicator)),
    ).toEqual(new Set(['validity', 'completeness', 'freshness', 'volume']));
    expect(readOpenLineageEvent(load('run_event.json'))).toMatchObject({
      observations: [],
      refused: [],
      ignored: [{ where: '/eventType' }],
    });
  });
});
