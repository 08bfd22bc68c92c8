import { isDeepStrictEqual } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogProcessorCache } from '@backstage/plugin-catalog-node';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { ChangeHintProcessor } from './ChangeHintProcessor';
import { entityContentHash } from './entityContentHash';
import { EntityChangedPublisher } from './EntityChangedPublisher';

const LOCATION = { type: 'file', target: '/a.yaml' };
const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'Team' },
  spec: { type: 'team', children: [] },
};

function memoryCache(): jest.Mocked<CatalogProcessorCache> {
  const values = new Map<string, JsonValue>();
  return {
    get: jest.fn(async key => values.get(key)) as any,
    set: jest.fn(async (key, value) => {
      values.set(key, value);
    }),
  };
}

describe('ChangeHintProcessor', () => {
  const logger = mockServices.logger.mock();

  it('hints at the first sight of an entity and at every change, and writes only then', async () => {
    const publish = jest.fn();
    const processor = ChangeHintProcessor.create({
      publisher: { publish },
      logger,
    });
    const cache = memoryCache();
    const see = (entity: Entity) =>
      processor.postProcessEntity(entity, LOCATION, jest.fn(), cache);

    await expect(see(ENTITY)).resolves.toBe(ENTITY);
    await see({ ...ENTITY });
    expect(publish).toHaveBeenCalledTimes(1);
    expect(cache.set).toHaveBeenCalledTimes(1);

    await see({ ...ENTITY, spec: { type: 'squad', children: [] } });
    expect(publish.mock.calls).toEqual([
      ['group:default/team'],
      ['group:default/team'],
    ]);
  });

  it('never fails the processing of an entity', async () => {
    const processor = ChangeHintProcessor.create({
      publisher: { publish: jest.fn() },
      logger,
    });
    const cache = memoryCache();
    cache.get.mockRejectedValue(new Error('no cache'));
    await expect(
      processor.postProcessEntity(ENTITY, LOCATION, jest.fn(), cache),
    ).resolves.toBe(ENTITY);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('group:default/team'),
    );
  });
});

describe('entityContentHash', () => {
  it('ignores the order of keys and what the catalog adds', () => {
    const stitched = {
      relations: [{ type: 'hasMember', targetRef: 'user:default/a' }],
      status: { items: [] },
      spec: { children: [], type: 'team' },
      metadata: { etag: 'x', uid: 'y', name: 'Team' },
      kind: 'Group',
      apiVersion: 'backstage.io/v1alpha1',
    };
    expect(entityContentHash(stitched)).toBe(entityContentHash(ENTITY));
  });

  it('tells any two contents apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        const [a, b] = [left, right].map(value => ({
          ...ENTITY,
          spec: { value: JSON.parse(JSON.stringify(value)) },
        }));
        expect(entityContentHash(a) === entityContentHash(b)).toBe(
          isDeepStrictEqual(a, b),
        );
      }),
    );
  });

  it('costs little', () => {
    const contract = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `column_${index}`,
        { type: 'string', description: 'What the column says.' },
      ]),
    );
    const entity = { ...ENTITY, spec: { contract } };
    const started = performance.now();
    for (let run = 0; run < 100; run++) {
      entityContentHash(entity);
    }
    expect((performance.now() - started) / 100).toBeLessThan(5);
  });
});

describe('EntityChangedPublisher', () => {
  const idle = () => new Promise(resolve => setImmediate(resolve));

  it('publishes one after another, and an entity that waits only once', async () => {
    const release: (() => void)[] = [];
    const published: EventParams[] = [];
    const events: EventsService = {
      publish: event => {
        published.push(event);
        return new Promise(resolve => release.push(resolve));
      },
      subscribe: async () => {},
    };
    const publisher = EntityChangedPublisher.create({
      events,
      logger: mockServices.logger.mock(),
    });
    for (const ref of ['a', 'b', 'b', 'c', 'a']) {
      publisher.publish(ref);
    }
    expect(published).toHaveLength(1);
    while (release.length) {
      release.shift()!();
      await idle();
    }
    expect(published).toEqual(
      // The change of `a` that came while its first hint was under way counts.
      ['a', 'b', 'c', 'a'].map(entityRef => ({
        topic: 'data-products.entity-changed',
        eventPayload: { entityRef },
      })),
    );
  });

  it('goes on after a failure, with a word in the debug log', async () => {
    const logger = mockServices.logger.mock();
    const publish = jest
      .fn()
      .mockRejectedValueOnce(new Error('bus is down'))
      .mockResolvedValue(undefined);
    const publisher = EntityChangedPublisher.create({
      events: { publish, subscribe: jest.fn() },
      logger,
    });
    publisher.publish('group:default/a');
    publisher.publish('group:default/b');
    await idle();
    publisher.publish('group:default/c');
    await idle();
    expect(publish).toHaveBeenCalledTimes(3);
    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringContaining('group:default/a could not be published'),
    );
  });
});
