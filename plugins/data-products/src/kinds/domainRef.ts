import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** The full ref of a domain as entities name it: `customer`, `domain:shop/customer`. */
export function domainRef(domain: string): string {
  return stringifyEntityRef(
    parseEntityRef(domain, {
      defaultKind: 'domain',
      defaultNamespace: 'default',
    }),
  );
}
