import { Entity } from '@backstage/catalog-model';
import { generateOrganization } from './generateOrganization';
import { generatePaths } from './generatePaths';
import { generateProducts } from './generateProducts';
import { SeededRandom } from './SeededRandom';

const SEED = 20_261_121;

/**
 * A company with that many data products: groups, people and domains to go
 * with them, and one decision path for fifty products. The same size gives
 * the same company.
 */
export function generateCompany(products: number): Entity[] {
  const random = new SeededRandom(SEED);
  const { entities, teams } = generateOrganization(products, random);
  const productEntities = generateProducts(products, teams, random);
  const paths = generatePaths(
    Math.ceil(products / 50),
    productEntities,
    teams,
    random,
  );
  return [...entities, ...productEntities, ...paths];
}
