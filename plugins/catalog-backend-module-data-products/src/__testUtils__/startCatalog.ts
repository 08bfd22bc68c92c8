import { setTimeout } from 'node:timers/promises';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  EventParams,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';

const KINDS = [
  'Component',
  'DataProduct',
  'DecisionPath',
  'Domain',
  'GlossaryTerm',
  'Group',
  'Location',
  'User',
];

/** A running catalog with real processing, and what it published. */
export interface RunningCatalog {
  get(path: string): Promise<any>;
  /** @param authorization - of a user when absent */
  post(
    path: string,
    body: JsonObject,
    authorization?: string,
  ): Promise<{ status: number; body: any }>;
  /** Waits for an entity that the condition holds for. */
  entity(
    ref: string,
    condition?: (entity: AlphaEntity) => boolean,
  ): Promise<AlphaEntity>;
  /** Waits for an event whose payload the condition holds for. */
  event(
    topic: string,
    condition?: (payload: any) => boolean,
  ): Promise<EventParams>;
  /** All that was published so far. */
  events: EventParams[];
  stop(): Promise<void>;
}

/** Starts the catalog with locations, and with files behind `https` URLs. */
export async function startCatalog(options: {
  features: BackendFeature[];
  locations?: { type: string; target: string }[];
  urls?: Record<string, string>;
}): Promise<RunningCatalog> {
  const events: EventParams[] = [];
  const recorder: EventsService = {
    async publish(event) {
      events.push(event);
    },
    async subscribe() {},
  };
  function served(url: string): Buffer {
    const content = options.urls?.[url];
    if (content === undefined) {
      throw new Error(`nothing is served at ${url}`);
    }
    return Buffer.from(content);
  }
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      ...options.features,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            rules: [{ allow: KINDS }],
            locations: options.locations ?? [],
            processingInterval: { minutes: 10 },
          },
        },
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => recorder,
      }),
      createServiceFactory({
        service: coreServices.urlReader,
        deps: {},
        factory: () =>
          mockServices.urlReader.mock({
            async readUrl(url) {
              return { buffer: async () => served(url) };
            },
            async search(url) {
              const content = async () => served(url);
              return { etag: 'fixed', files: [{ url, content }] };
            },
          }),
      }),
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api/catalog`;

  async function get(path: string) {
    const response = await fetch(`${base}${path}`);
    return response.status === 404 ? undefined : response.json();
  }

  return {
    get,
    async post(path, body, authorization) {
      const response = await fetch(`${base}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization ? { authorization } : {}),
        },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text ? JSON.parse(text) : undefined,
      };
    },
    entity(ref, condition = () => true) {
      const [, kind, name] = /^(\w+):default\/(.+)$/.exec(ref)!;
      return eventually(ref, async () => {
        const found = await get(`/entities/by-name/${kind}/default/${name}`);
        return found && condition(found) ? found : undefined;
      });
    },
    event(topic, condition = () => true) {
      return eventually(topic, async () =>
        events.find(
          event => event.topic === topic && condition(event.eventPayload),
        ),
      );
    },
    events,
    stop: () => backend.stop(),
  };
}

async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    await setTimeout(100);
  }
  throw new Error(`waited in vain for ${what}`);
}
