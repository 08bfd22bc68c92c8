import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PipelineReading } from '../PipelineObservation';
import { result, runResults, SHOP_MANIFEST } from '../__fixtures__/dbtShop';
import { readDbtArtifact } from './readDbtArtifact';
import { readDbtUpload } from './readDbtUpload';
import { trimDbtUpload } from './trimDbtUpload';

/** "completeness of dim_customers.email" and what was measured of it. */
function measured(reading: PipelineReading) {
  return Object.fromEntries(
    reading.observations.map(({ indicator, table, column, measures }) => [
      `${indicator} of ${[table, column].filter(Boolean).join('.')}`,
      measures,
    ]),
  );
}

const ratio = (value: number) => ({ value, unit: 'ratio' });
const rows = (value: number) => ({ value, unit: 'rows' });

describe('readDbtArtifact', () => {
  describe('on run_results.json', () => {
    it('takes a build as freshness, and its rows as volume where it wrote the whole table', () => {
      const reading = readDbtArtifact(
        runResults([
          result('model.shop.customers', 5, {
            status: 'success',
            adapter_response: { code: 'SELECT', rows_affected: 200 },
          }),
          result('model.shop.orders', 7, {
            status: 'success',
            adapter_response: { code: 'MERGE', rows_affected: 12 },
          }),
        ]),
        SHOP_MANIFEST,
      );
      expect(reading.refused).toEqual([]);
      expect(measured(reading)).toEqual({
        'freshness of dim_customers': [
          { value: '2026-11-20T06:05:02.123Z', unit: 'date-time' },
        ],
        'volume of dim_customers': [rows(200)],
        'freshness of orders': [
          { value: '2026-11-20T06:07:02.123Z', unit: 'date-time' },
        ],
      });
      expect(reading.observations[0]).toMatchObject({
        datasets: [
          'dbt://shop/model.shop.customers',
          'ACME.analytics.dim_customers',
          'ACME.analytics.customers',
        ],
        observedAt: '2026-11-20T06:05:02.123Z',
        source: 'dbt',
      });
    });

    it('names a table of a package by both projects', () => {
      const { observations } = readDbtArtifact(
        runResults([
          result('model.crm_package.accounts', 1, { status: 'success' }),
        ]),
        SHOP_MANIFEST,
      );
      expect(observations[0].datasets).toEqual([
        'dbt://crm_package/model.crm_package.accounts',
        'dbt://shop/model.crm_package.accounts',
        'ACME.analytics.accounts',
      ]);
    });

    it('takes tests as quality of column and table, by the kind of test', () => {
      const reading = readDbtArtifact(
        runResults([
          result('model.shop.customers', 1, {
            status: 'success',
            adapter_response: { code: 'CREATE TABLE', rows_affected: 200 },
          }),
          result('test.shop.not_null_email', 2, {
            status: 'warn',
            failures: 3,
          }),
          result('test.shop.unique_id', 2, { status: 'pass', failures: 0 }),
          result('test.shop.orders_have_customers', 3, {
            status: 'fail',
            failures: 4,
          }),
          result('test.shop.totals_add_up', 4, {
            status: 'fail',
            failures: 1,
          }),
        ]),
        SHOP_MANIFEST,
      );
      expect(reading.refused).toEqual([]);
      expect(measured(reading)).toMatchObject({
        // Of 200 rows, 3 are missing: exactly so.
        'completeness of dim_customers.email': [ratio(0.985), rows(3)],
        'completeness of dim_customers': [ratio(0.985), rows(3)],
        'uniqueness of dim_customers.id': [ratio(1), rows(0)],
        // How many orders there are is not known: the check has failed.
        'consistency of orders.customer_id': [ratio(0), rows(4)],
        // What a test of one's own counts is not known either.
        'validity of orders': [ratio(0), { ...rows(1), bound: 'at-least' }],
      });
      expect(
        reading.observations.find(({ column }) => column === 'email'),
      ).toMatchObject({
        detail: 'not_null_customers_email: failed (3 of 200 rows)',
      });
    });

    it('brings several tests of a column together, the worst of them first', () => {
      const column = 'test.shop.accepted_email';
      const again = 'test.shop.accepted_again';
      const manifest = {
        ...SHOP_MANIFEST,
        nodes: {
          ...SHOP_MANIFEST.nodes,
          [again]: SHOP_MANIFEST.nodes[column],
        },
      };
      const read = (status: string) =>
        readDbtArtifact(
          runResults([
            result(column, 1, { status: 'pass', failures: 0 }),
            result(again, 2, { status, failures: 2, message: 'Got 2' }),
          ]),
          manifest,
        ).observations.find(observation => observation.column);
      expect(read('fail')).toMatchObject({
        // Two values may be wrong in any number of rows.
        measures: [ratio(0), { ...rows(2), bound: 'at-least' }],
        observedAt: '2026-11-20T06:02:02.123Z',
        detail:
          'accepted_values_customers_email: failed (2 values); accepted_values_customers_email: passed',
      });
      // One of them did not run: what passed does not speak for it.
      expect(read('error')).toMatchObject({
        measures: [
          { ...ratio(1), bound: 'at-most' },
          { ...rows(0), bound: 'at-least' },
        ],
        detail: expect.stringContaining('error: Got 2'),
      });
    });

    it('says of what did not run that it could not be measured', () => {
      const reading = readDbtArtifact(
        runResults([
          result('model.shop.orders', 1, {
            status: 'error',
            message: 'Database Error\n  no space left',
          }),
          result('model.shop.customers', 1, { status: 'skipped' }),
          result('test.shop.not_null_email', 1, { status: 'skipped' }),
        ]),
        SHOP_MANIFEST,
      );
      expect(Object.values(measured(reading))).toEqual([[], [], [], []]);
      expect(reading.observations[0].detail).toBe(
        'model.shop.orders: error: Database Error no space left',
      );
    });

    it('leaves out what measures no data, and refuses by itself what it cannot read', () => {
      const reading = readDbtArtifact(
        runResults([
          result('unit_test.shop.orders.adds_up', 1, { status: 'pass' }),
          result('model.shop.orders', 1, { status: 'no-op' }),
          result('test.shop.books_balance', 1, { status: 'pass' }),
          result('model.shop.orders', 1, { status: 'perhaps' }),
          'nothing',
          result('model.shop.orders', 1, { status: 'success' }),
        ]),
        SHOP_MANIFEST,
      );
      expect(reading.observations).toHaveLength(1);
      expect(reading.ignored.map(({ where }) => where)).toEqual([
        '/results/0',
        '/results/1',
      ]);
      expect(reading.refused).toEqual([
        {
          where: '/results/2',
          reason: expect.stringContaining('reads several tables'),
        },
        {
          where: '/results/3/status',
          reason: expect.stringContaining('but is "perhaps"'),
        },
        {
          where: '/results/4',
          reason: expect.stringContaining('needs a "unique_id"'),
        },
      ]);
    });

    it('gives the same ids however often and in which order it is read', () => {
      const results = [
        result('model.shop.orders', 1, { status: 'success' }),
        result('test.shop.not_null_email', 2, { status: 'pass' }),
      ];
      const ids = (list: unknown[], manifest?: unknown) =>
        readDbtArtifact(runResults(list), manifest)
          .observations.map(({ id }) => id)
          .sort();
      expect(ids(results, SHOP_MANIFEST)).toEqual(
        ids([...results].reverse(), SHOP_MANIFEST),
      );
      expect(new Set(ids(results, SHOP_MANIFEST)).size).toBe(3);
    });
  });

  describe('without a manifest', () => {
    const read = (...results: object[]) =>
      readDbtArtifact(runResults(results, 4));

    it('finds table and column by the other results', () => {
      const reading = read(
        result('model.shop.stg_orders', 1, { status: 'success' }),
        result('test.shop.not_null_stg_orders_customer_id.5c9bf9911d', 1, {
          status: 'pass',
          failures: 0,
        }),
        result(
          'test.shop.accepted_values_stg_orders_unique_code__placed__shipped.1234567890',
          1,
          { status: 'pass', failures: 0 },
        ),
      );
      expect(reading.refused).toEqual([]);
      expect(Object.keys(measured(reading))).toEqual([
        'freshness of stg_orders',
        'completeness of stg_orders',
        'completeness of stg_orders.customer_id',
        'validity of stg_orders',
        'validity of stg_orders.unique_code',
      ]);
      expect(reading.observations[2].datasets).toEqual([
        'dbt://shop/model.shop.stg_orders',
      ]);
    });

    it('finds them by the compiled query, and where only one reading is possible', () => {
      const reading = read(
        result('test.shop.unique_dim_customers_customer_id.5c9bf9911d', 1, {
          status: 'pass',
          failures: 0,
          compiled_code:
            'select customer_id as unique_field, count(*) as n from "ACME"."analytics"."dim_customers" group by 1',
        }),
        result('test.shop.unique_orders_id.1234567890', 1, {
          status: 'pass',
          failures: 0,
        }),
      );
      expect(
        reading.observations.map(({ datasets, column }) => [datasets, column]),
      ).toContainEqual([
        ['dbt://shop/model.shop.dim_customers', 'ACME.analytics.dim_customers'],
        'customer_id',
      ]);
      expect(measured(reading)).toHaveProperty(['uniqueness of orders.id']);
    });

    it('does not guess', () => {
      const reading = read(
        result('test.shop.not_null_stg_orders_customer_id.5c9bf9911d', 1, {
          status: 'fail',
        }),
        result('test.shop.totals_add_up', 1, { status: 'fail' }),
      );
      expect(reading.observations).toEqual([]);
      expect(reading.refused.map(({ reason }) => reason)).toEqual([
        expect.stringContaining('send manifest.json along'),
        expect.stringContaining('send manifest.json along'),
      ]);
    });
  });

  describe('on how fresh sources are', () => {
    it('reads sources.json, with failed queries as unknown', () => {
      const reading = readDbtArtifact(
        {
          metadata: {
            dbt_schema_version:
              'https://schemas.getdbt.com/dbt/sources/v3.json',
            generated_at: '2026-11-20T06:05:00Z',
            invocation_id: 'run-2',
          },
          results: [
            {
              unique_id: 'source.shop.crm.customers',
              max_loaded_at: '2026-11-20T05:31:00+00:00',
              snapshotted_at: '2026-11-20T06:04:58+00:00',
              status: 'error',
            },
            {
              unique_id: 'source.shop.billing.invoices',
              error: 'permission denied',
              status: 'runtime error',
            },
            { unique_id: 'source.shop.web.clicks', max_loaded_at: 'soon' },
          ],
        },
        SHOP_MANIFEST,
      );
      expect(reading.observations).toMatchObject([
        {
          datasets: [
            'dbt://shop/source.shop.crm.customers',
            'ACME.raw.CRM_CUSTOMERS',
          ],
          indicator: 'freshness',
          measures: [{ value: '2026-11-20T05:31:00.000Z', unit: 'date-time' }],
          observedAt: '2026-11-20T06:04:58.000Z',
        },
        {
          measures: [],
          observedAt: '2026-11-20T06:05:00.000Z',
          detail:
            'source.shop.billing.invoices: runtime error: permission denied',
        },
      ]);
      expect(reading.refused).toEqual([
        {
          where: '/results/2',
          reason: expect.stringContaining('but is "soon"'),
        },
      ]);
    });

    it('reads the map that old versions wrote', () => {
      expect(
        readDbtArtifact({
          meta: { generated_at: '2019-02-15T00:53:03.971126Z' },
          sources: {
            'source.shop.crm.customers': {
              max_loaded_at: '2019-02-15T00:45:13.572836+00:00Z',
              snapshotted_at: '2019-02-15T00:53:03.880509+00:00Z',
              state: 'pass',
            },
          },
        }).observations,
      ).toMatchObject([
        {
          measures: [{ value: '2019-02-15T00:45:13.572Z', unit: 'date-time' }],
          observedAt: '2019-02-15T00:53:03.880Z',
        },
      ]);
    });

    it('reads freshness.json, which knows models too', () => {
      expect(
        measured(
          readDbtArtifact({
            metadata: {
              dbt_schema_version:
                'https://schemas.getdbt.com/dbt/freshness/v0.json',
            },
            results: [
              {
                unique_id: 'model.shop.orders',
                resource_type: 'model',
                max_loaded_at: '2026-11-20T05:00:00Z',
                snapshotted_at: '2026-11-20T06:00:00Z',
                status: 'Warn',
              },
            ],
          }),
        ),
      ).toEqual({
        'freshness of orders': [
          { value: '2026-11-20T05:00:00.000Z', unit: 'date-time' },
        ],
      });
    });
  });

  it('says what a document is that it cannot read', () => {
    const reason = (document: unknown) =>
      readDbtArtifact(document).refused[0]?.reason;
    expect(reason(SHOP_MANIFEST)).toMatch('is a manifest');
    expect(reason('text')).toMatch('no artifact of dbt');
    expect(reason({ hello: 'world' })).toMatch('no artifact of dbt');
    expect(reason(runResults([], 2))).toMatch('v2 is too old');
    expect(reason({ ...runResults([]), results: 7 })).toMatch(
      'needs a list of "results"',
    );
    expect(
      readDbtArtifact(runResults([]), { nodes: 'none' }).refused[0].reason,
    ).toMatch('is no manifest.json');
  });

  it('reads several artifacts with one manifest, and the same with only what is needed of it', () => {
    const artifacts = [
      runResults(
        Object.keys(SHOP_MANIFEST.nodes).map(id =>
          result(id, 1, {
            status: id.startsWith('test.') ? 'pass' : 'success',
          }),
        ),
      ),
      {
        meta: { generated_at: '2026-11-20T06:00:00Z' },
        sources: { 'source.shop.crm.customers': {} },
      },
      'nothing',
    ];
    const whole = readDbtUpload({ artifacts, manifest: SHOP_MANIFEST });
    const manifest = {
      ...SHOP_MANIFEST,
      macros: { m: 'x'.repeat(100_000) },
    };
    const trimmed = JSON.stringify(trimDbtUpload(artifacts, manifest));
    expect(readDbtUpload(JSON.parse(trimmed))).toEqual(whole);
    expect(trimmed.length).toBeLessThan(10_000);
    expect(whole.observations.length).toBeGreaterThan(10);
    expect(whole.refused.map(({ where }) => where)).toContain('/artifacts/2');
    // Only the tests of one table need the manifest to know it.
    const tests = [
      runResults([result('test.shop.unique_id', 1, { status: 'pass' })]),
    ];
    expect(
      readDbtUpload(trimDbtUpload(tests, SHOP_MANIFEST)).observations[0]
        .datasets,
    ).toContain('ACME.analytics.dim_customers');
  });

  it('never throws, whatever it is given', () => {
    const id = fc.constantFrom(
      'model.shop.orders',
      'test.shop.unique_id',
      'test.shop.not_null_a_b_c.1234567890',
      'source.shop.crm.customers',
      'constructor',
      '__proto__',
      'test.',
    );
    const anyResult = fc.record(
      {
        unique_id: fc.oneof(id, fc.jsonValue()),
        status: fc.oneof(
          fc.constantFrom('pass', 'fail', 'error', 'success', 'constructor'),
          fc.jsonValue(),
        ),
        failures: fc.jsonValue(),
        timing: fc.jsonValue(),
        adapter_response: fc.jsonValue(),
        max_loaded_at: fc.jsonValue(),
        compiled_code: fc.string(),
      },
      { requiredKeys: [] },
    );
    const document = fc.oneof(
      fc.jsonValue(),
      fc.array(anyResult).map(list => runResults(list)),
      fc.record({ meta: fc.jsonValue(), sources: fc.jsonValue() }),
    );
    const manifest = fc.oneof(
      fc.constant(SHOP_MANIFEST),
      fc.jsonValue(),
      fc.record({ nodes: fc.dictionary(id, fc.jsonValue()) }),
    );
    fc.assert(
      fc.property(document, manifest, (artifact, names) => {
        const whole = readDbtArtifact(artifact, names);
        for (const { observedAt, datasets } of whole.observations) {
          expect(Number.isFinite(Date.parse(observedAt))).toBe(true);
          expect(datasets.length).toBeGreaterThan(0);
        }
        readDbtUpload({ artifacts: artifact, manifest: names });
        expect(
          readDbtUpload(
            JSON.parse(JSON.stringify(trimDbtUpload([artifact], names))),
          ).observations,
        ).toEqual(whole.observations);
        expect(readDbtUpload(trimDbtUpload([artifact])).observations).toEqual(
          readDbtArtifact(artifact).observations,
        );
      }),
      { numRuns: 500 },
    );
  });

  describe('on real artifacts', () => {
    const folder = resolve(__dirname, '../../../../../../../shared/data/dbt');
    const load = (name: string) =>
      JSON.parse(readFileSync(resolve(folder, name), 'utf8'));

    it('reads all that they measure', () => {
      if (!existsSync(folder)) {
        // eslint-disable-next-line no-console
        console.log('no ../shared/data/dbt: real artifacts were not read');
        return;
      }
      for (const version of ['build', 'current']) {
        const results = load(`${version}/run_results.json`);
        const reading = readDbtArtifact(
          results,
          load(`${version}/manifest.json`),
        );
        expect(reading.refused).toEqual([]);
        expect(reading.observations.length).toBeGreaterThanOrEqual(
          results.results.length,
        );
        expect(readDbtArtifact(results).refused).toEqual([]);
      }
      const { observations, refused } = readDbtArtifact(load('sources.json'));
      expect(refused).toEqual([]);
      expect(observations.map(({ measures }) => measures.length)).toEqual([
        1, 1, 0,
      ]);
    });
  });
});
