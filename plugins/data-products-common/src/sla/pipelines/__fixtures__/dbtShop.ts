const schema = (name: string) => `https://schemas.getdbt.com/dbt/${name}.json`;

/** A run result; `done` is the minute after six. */
export function result(unique_id: string, done: number, fields: object = {}) {
  const at = (second: number) =>
    `2026-11-20T06:${String(done).padStart(2, '0')}:0${second}.123456Z`;
  return {
    unique_id,
    timing: [
      { name: 'compile', started_at: at(0), completed_at: at(1) },
      { name: 'execute', started_at: at(1), completed_at: at(2) },
    ],
    adapter_response: {},
    message: null,
    failures: null,
    ...fields,
  };
}

/** A `run_results.json`. */
export function runResults(results: unknown[], version = 6) {
  return {
    metadata: {
      dbt_schema_version: schema(`run-results/v${version}`),
      generated_at: '2026-11-20T06:30:00Z',
      invocation_id: 'run-1',
    },
    results,
  };
}

function table(name: string, fields: object = {}) {
  return {
    resource_type: 'model',
    database: 'ACME',
    schema: 'analytics',
    name,
    alias: name,
    relation_name: `"ACME"."analytics"."${name}"`,
    depends_on: { nodes: [] },
    ...fields,
  };
}

function test(
  name: string,
  kind: string | undefined,
  nodes: string[],
  fields: object = {},
) {
  return {
    resource_type: 'test',
    name,
    test_metadata: kind && { name: kind, kwargs: {} },
    depends_on: { nodes },
    ...fields,
  };
}

/** The manifest of a small shop. */
export const SHOP_MANIFEST = {
  metadata: {
    dbt_schema_version: schema('manifest/v12'),
    project_name: 'shop',
  },
  nodes: {
    'model.shop.customers': table('customers', { alias: 'dim_customers' }),
    'model.shop.orders': table('orders'),
    'model.crm_package.accounts': table('accounts'),
    'test.shop.not_null_email': test(
      'not_null_customers_email',
      'not_null',
      ['model.shop.customers'],
      { column_name: 'email', attached_node: 'model.shop.customers' },
    ),
    'test.shop.accepted_email': test(
      'accepted_values_customers_email',
      'accepted_values',
      ['model.shop.customers'],
      { column_name: 'email', attached_node: 'model.shop.customers' },
    ),
    'test.shop.unique_id': test(
      'unique_customers_id',
      'unique',
      ['model.shop.customers'],
      { column_name: 'id', attached_node: 'model.shop.customers' },
    ),
    // Older manifests say what is tested only in the arguments.
    'test.shop.orders_have_customers': {
      ...test('relationships_orders_customer_id', 'relationships', [
        'model.shop.customers',
        'model.shop.orders',
      ]),
      test_metadata: {
        name: 'relationships',
        kwargs: {
          column_name: 'customer_id',
          model: "{{ get_where_subquery(ref('orders')) }}",
        },
      },
    },
    'test.shop.totals_add_up': test('totals_add_up', undefined, [
      'model.shop.orders',
    ]),
    'test.shop.books_balance': test('books_balance', undefined, [
      'model.shop.orders',
      'model.shop.customers',
    ]),
  },
  sources: {
    'source.shop.crm.customers': {
      ...table('customers'),
      alias: undefined,
      schema: 'raw',
      identifier: 'CRM_CUSTOMERS',
      relation_name: 'ACME.raw.CRM_CUSTOMERS',
    },
  },
};
