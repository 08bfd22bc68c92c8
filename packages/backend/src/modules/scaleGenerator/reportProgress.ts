import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { GENERATED_NAMESPACE } from './generatedMetadata';

/** Logs how many generated products the catalog has taken in, until all are there. */
export async function reportProgress(options: {
  expected: number;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  scheduler: SchedulerService;
}): Promise<void> {
  const { expected, auth, catalog, logger, scheduler } = options;
  const startedAt = Date.now();
  const finished = new AbortController();
  await scheduler.scheduleTask({
    id: 'scale-generator-progress',
    scope: 'local',
    frequency: { seconds: 10 },
    initialDelay: { seconds: 10 },
    timeout: { seconds: 10 },
    signal: finished.signal,
    fn: async () => {
      const { totalItems } = await catalog.queryEntities(
        {
          filter: {
            kind: 'DataProduct',
            'metadata.namespace': GENERATED_NAMESPACE,
          },
          limit: 0,
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      const seconds = Math.round((Date.now() - startedAt) / 1000);
      logger.info(
        `${totalItems} of ${expected} generated data products are in the catalog, after ${seconds} s`,
      );
      if (totalItems >= expected) {
        finished.abort();
      }
    },
  });
}
