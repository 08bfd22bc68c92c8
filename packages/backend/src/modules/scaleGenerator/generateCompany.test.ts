import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  getEntityRelations,
  isHandoffEntity,
  readContract,
  validateHandoffEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { generateCompany } from './generateCompany';

const SIZE = 500;
const company = generateCompany(SIZE);
const products = company.filter(({ kind }) => kind === 'DataProduct');

function shareOf(predicate: (entity: Entity) => boolean): number {
  return products.filter(predicate).length / products.length;
}

describe('generateCompany', () => {
  it('makes as many products as asked for, the same ones every time', () => {
    expect(products).toHaveLength(SIZE);
    expect(generateCompany(SIZE)).toEqual(company);
    expect(new Set(company.map(stringifyEntityRef)).size).toBe(company.length);
  });

  it('makes entities that the catalog accepts', () => {
    for (const entity of company.filter(isHandoffEntity)) {
      expect({
        ref: stringifyEntityRef(entity),
        problems: validateHandoffEntity(entity),
      }).toEqual({ ref: stringifyEntityRef(entity), problems: [] });
    }
    const contracts = products.flatMap(({ spec }) => spec?.contract ?? []);
    expect(contracts.length).toBeGreaterThan(SIZE / 5);
    for (const contract of contracts) {
      expect(readContract(contract).problems).toEqual([]);
    }
  });

  it('relates only what exists, but for the teams that were dissolved', () => {
    const known = new Set(company.map(stringifyEntityRef));
    const missing = products
      .flatMap(product => getEntityRelations(product))
      .map(({ target }) => stringifyEntityRef(target))
      .filter(ref => !known.has(ref));
    expect(new Set(missing.map(ref => ref.replace(/\/\w+/, '/…')))).toEqual(
      new Set(['group:generated/…-team-dissolved']),
    );
  });

  it('is good in parts, as companies are', () => {
    expect(shareOf(({ spec }) => 'stewards' in spec!)).toBeGreaterThan(0.3);
    expect(shareOf(({ spec }) => 'stewards' in spec!)).toBeLessThan(0.8);
    expect(shareOf(({ spec }) => spec?.lifecycle === 'production')).toBeCloseTo(
      0.62,
      1,
    );
    const owners = new Set(products.map(({ spec }) => spec?.owner));
    expect(owners.size).toBeGreaterThan(8);
  });

  it('makes a small company too', () => {
    expect(
      generateCompany(1).filter(({ kind }) => kind === 'DataProduct'),
    ).toHaveLength(1);
  });
});
