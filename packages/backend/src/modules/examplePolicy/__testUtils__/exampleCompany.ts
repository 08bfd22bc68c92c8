/**
 * A company in which nobody holds a role by name: the owner through a group,
 * whoever signs through a group within the group that the entity names.
 */
const GROUPS = `
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: customer-data, title: Customer Data }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: finance, title: Finance }
spec: { type: team, children: [billing] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: billing, title: Billing }
spec: { type: squad, parent: finance, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: growth, title: Growth }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: data-governance, title: Data Governance }
spec: { type: team, children: [] }
`;

const MEMBERS = {
  ola: 'customer-data',
  hugo: 'billing',
  tess: 'growth',
  gita: 'data-governance',
  gus: undefined,
};

function user(name: string, group: string | undefined): string {
  return `
apiVersion: backstage.io/v1alpha1
kind: User
metadata: { name: ${name} }
spec: { memberOf: [${group ?? ''}] }
`;
}

/** A contract of one table with these columns. */
export function contractOf(version: string, columns: readonly string[]) {
  return {
    kind: 'DataContract',
    apiVersion: 'v3.1.0',
    id: 'customers',
    version,
    status: 'active',
    schema: [
      {
        name: 'customers',
        properties: columns.map(name => ({ name, logicalType: 'string' })),
      },
    ],
  };
}

function product(name: string): string {
  return `
apiVersion: handoff/v1alpha1
kind: DataProduct
metadata:
  name: ${name}
  annotations: { handoff/datasets: 'snowflake://acme/${name}' }
spec:
  type: aggregate
  lifecycle: development
  version: 2.4.0
  domain: customer
  owner: group:customer-data
  schemaApprovers: [group:finance]
  consumers: [group:finance]
  rollback: { lastKnownGood: 2.4.0 }
  contract: ${JSON.stringify(contractOf('2.4.0', ['id', 'email']))}
  objectives:
    - { name: fresh, indicator: freshness, target: PT6H, goal: 0.99, severity: high }
`;
}

/** Of Growth, and reads all of them. */
function report(products: readonly string[]): string {
  return `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: report }
spec:
  type: service
  lifecycle: production
  owner: group:growth
  dependsOn: [${products.map(name => `dataproduct:${name}`).join(', ')}]
`;
}

/** The refs of as many products, which are all alike. */
export function productNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `customer-360-${index}`);
}

/** The company as a file of the catalog. */
export function exampleCompany(products: readonly string[]): string {
  return [
    GROUPS,
    ...Object.entries(MEMBERS).map(([name, group]) => user(name, group)),
    ...products.map(product),
    report(products),
  ].join('---');
}
