import { datasetClaims, matchesDataset } from './datasetClaims';

function claimsOf(annotation: string | undefined) {
  return datasetClaims({
    apiVersion: 'handoff/v1alpha1',
    kind: 'DataProduct',
    metadata: {
      name: 'orders',
      annotations:
        annotation === undefined ? {} : { 'handoff/datasets': annotation },
    },
  });
}

describe('datasetClaims', () => {
  it('reads names and prefixes, each once', () => {
    expect(
      claimsOf(
        'snowflake://acme/sales.orders, s3://lake/orders/*,,snowflake://acme/sales.orders',
      ),
    ).toEqual([
      { pattern: 'snowflake://acme/sales.orders', prefix: false },
      { pattern: 's3://lake/orders/', prefix: true },
    ]);
  });

  it.each([undefined, '', ' , ', '*'])('claims nothing by %j', annotation => {
    expect(claimsOf(annotation)).toEqual([]);
  });
});

describe('matchesDataset', () => {
  const [exact, prefix] = claimsOf('db.orders, s3://lake/orders/*');

  it.each([
    [exact, 'db.orders', true],
    [exact, 'db.orders_eu', false],
    [exact, 'DB.ORDERS', false],
    [prefix, 's3://lake/orders/2026', true],
    [prefix, 's3://lake/orders', false],
  ])('compares %j with %s', (claim, dataset, matches) => {
    expect(matchesDataset(claim, dataset)).toBe(matches);
  });
});
