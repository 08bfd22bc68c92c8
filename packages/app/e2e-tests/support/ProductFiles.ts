import { readFile, writeFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { PortalApi } from './PortalApi';

/** Whom the catalog is asked as; everybody may see the product. */
const READER = 'jonas-brandt';

const EXAMPLES = resolve(__dirname, '../../../../examples');

/**
 * The files that the catalog reads a product from, edited the way its team
 * does: text in a repository, which the catalog then reads again.
 */
export class ProductFiles {
  readonly #api: PortalApi;
  readonly #entityRef: string;
  readonly #originals = new Map<string, string>();
  /** Where the entity is described. */
  readonly definition: string;

  /** Asks the catalog where the product comes from. */
  static async find(api: PortalApi, name: string): Promise<ProductFiles> {
    const { metadata } = await api.get<{
      metadata: { annotations: Record<string, string> };
    }>(READER, `/api/catalog/entities/by-name/dataproduct/default/${name}`);
    const location = metadata.annotations['backstage.io/managed-by-location'];
    return new ProductFiles(
      api,
      `dataproduct:default/${name}`,
      location.replace(/^file:/, ''),
    );
  }

  private constructor(api: PortalApi, entityRef: string, definition: string) {
    this.#api = api;
    this.#entityRef = entityRef;
    this.definition = definition;
  }

  /** Whether they are the files of this checkout, which no test may change. */
  get areOfCheckout(): boolean {
    return this.definition.startsWith(`${EXAMPLES}${sep}`);
  }

  /**
   * Replaces the first of some text in a file beside the definition.
   *
   * @throws Error when the file does not have the text
   */
  async replace(file: string, before: string, after: string): Promise<void> {
    const path = resolve(this.definition, '..', file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(before)) {
      throw new Error(`${path} has no "${before}"`);
    }
    if (!this.#originals.has(path)) {
      this.#originals.set(path, text);
    }
    await writeFile(
      path,
      text.replace(before, () => after),
    );
  }

  /** Makes the files what they were. */
  async restore(): Promise<void> {
    for (const [path, text] of this.#originals) {
      await writeFile(path, text);
    }
  }

  /** Has the catalog read them, as the button on the entity's page does. */
  async refresh(): Promise<void> {
    await this.#api.post(READER, '/api/catalog/refresh', {
      entityRef: this.#entityRef,
    });
  }
}
