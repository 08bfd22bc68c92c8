import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { JsonObject } from '@backstage/types';
// The one table for all implementations; it is not part of the package's API.
// eslint-disable-next-line @backstage/no-forbidden-package-imports
import {
  BAD_CASES,
  ConformanceLevel,
  GOOD_CASES,
} from '@handoff/backstage-plugin-data-products-common/src/kinds/__fixtures__/conformanceCases';
import { RunningCatalog, startCatalog } from '../__testUtils__/startCatalog';
import { catalogModuleDataProducts } from '../module';
import { handoffCatalogModel } from '../modelLayer/handoffCatalogModel';
import { catalogModuleDataProductsModel } from '../modelLayer/module';
import { HandoffEntitiesProcessor } from './HandoffEntitiesProcessor';

/** The layer without the processor that comes with it. */
const modelLayerAlone = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'model-layer-alone',
  register(env) {
    env.registerInit({
      deps: { model: catalogModelExtensionPoint },
      async init({ model }) {
        model.addModelSource(CatalogModelSources.static([handoffCatalogModel]));
      },
    });
  },
});

const OUR_CASES = BAD_CASES.filter(({ level }) => level !== 'foreign');

function casesOf(...levels: ConformanceLevel[]) {
  return BAD_CASES.filter(({ level }) => levels.includes(level));
}

describe('HandoffEntitiesProcessor', () => {
  const processor = HandoffEntitiesProcessor.create();

  it.each(GOOD_CASES)('accepts $name', async ({ entity }) => {
    await expect(processor.validateEntityKind(entity)).resolves.toBe(true);
  });

  it.each(OUR_CASES)('refuses $name', async ({ entity, says }) => {
    for (const part of says) {
      await expect(processor.validateEntityKind(entity)).rejects.toThrow(part);
    }
  });

  it.each(['v1.0.0', 'v0.9.0', 'backstage.io/v1alpha1', 'handoffs/v1'])(
    'leaves a DataProduct of %s to others',
    async apiVersion => {
      await expect(
        processor.validateEntityKind({ ...GOOD_CASES[0].entity, apiVersion }),
      ).resolves.toBe(false);
    },
  );
});

describe.each([
  { by: 'the processor', feature: catalogModuleDataProducts },
  { by: 'the model layer', feature: catalogModuleDataProductsModel },
])('a catalog with our kinds by $by', ({ feature }) => {
  const catalog = useCatalog(feature);

  it.each(GOOD_CASES)('accepts $name', async ({ entity }) => {
    expect(await catalog.validate(entity)).toBeUndefined();
  });

  it.each(casesOf('schema', 'rule'))(
    'refuses $name',
    async ({ entity, says }) => {
      const message = await catalog.validate(entity);
      for (const part of says) {
        expect(message).toContain(part);
      }
    },
  );

  it.each(casesOf('envelope'))('refuses $name', async ({ entity }) => {
    expect(await catalog.validate(entity)).toContain('/spec must be object');
  });

  it.each(casesOf('foreign'))('refuses $name', async ({ entity }) => {
    expect(await catalog.validate(entity)).toMatch(
      /apiVersion|did you mean DataProduct/,
    );
  });

  it("still judges Backstage's own kinds", async () => {
    const component: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'web' },
      spec: { type: 'service', lifecycle: 'production', owner: 'team' },
    };
    expect(await catalog.validate(component)).toBeUndefined();
    expect(
      await catalog.validate({ ...component, spec: { type: 'service' } }),
    ).toContain('lifecycle');
  });
});

describe('the model layer alone', () => {
  const catalog = useCatalog(modelLayerAlone);

  it.each(GOOD_CASES)('accepts $name', async ({ entity }) => {
    expect(await catalog.validate(entity)).toBeUndefined();
  });

  it.each(casesOf('schema', 'envelope', 'foreign'))(
    'refuses $name',
    async ({ entity }) => {
      expect(await catalog.validate(entity)).toEqual(expect.any(String));
    },
  );

  // What the processor that comes with the layer is for.
  it.each(casesOf('rule'))('cannot see $name', async ({ entity }) => {
    expect(await catalog.validate(entity)).toBeUndefined();
  });
});

/** A catalog for the tests of a block, with the error that it has for an entity. */
function useCatalog(feature: BackendFeature) {
  let running: RunningCatalog;
  beforeAll(async () => {
    running = await startCatalog({ features: [feature] });
  });
  afterAll(() => running.stop());

  return {
    async validate(entity: Entity): Promise<string | undefined> {
      const { status, body } = await running.post('/validate-entity', {
        entity: entity as unknown as JsonObject,
        location: 'url:https://example.com/catalog-info.yaml',
      });
      if (status === 200) {
        return undefined;
      }
      expect(status).toBe(400);
      return body.errors
        .map(({ message }: { message: string }) => message)
        .join('\n');
    },
  };
}
