import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { generateCompany } from './generateCompany';

/** Hands the generated company to the catalog, all at once. */
export class ScaleEntityProvider implements EntityProvider {
  readonly #products: number;
  readonly #logger: LoggerService;

  constructor(products: number, logger: LoggerService) {
    this.#products = products;
    this.#logger = logger;
  }

  getProviderName(): string {
    return 'scale-generator';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const entities = generateCompany(this.#products);
    this.#logger.info(
      `Handing ${entities.length} generated entities to the catalog, ${
        this.#products
      } of them data products`,
    );
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
  }
}
