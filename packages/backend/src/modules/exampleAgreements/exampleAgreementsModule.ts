import { readFile } from 'node:fs/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';
import { AgreementScript, agreementScriptSchema } from './AgreementScript';
import { playAgreements } from './playAgreements';
import { Portal } from './Portal';

const KEY = 'demo.agreements';

/** Ten minutes: the company is in the catalog long before. */
const MAX_TRIES = 60;

/** Has the example company agree on its data; without `demo.agreements`, on nothing. */
export const exampleAgreementsModule = createBackendModule({
  pluginId: 'data-products',
  moduleId: 'example-agreements',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ config, discovery, logger, scheduler }) {
        const path = config.getOptionalString(KEY);
        // Without it, nobody can sign in as these people.
        if (!path || !config.has('auth.providers.demo')) {
          return;
        }
        const script = await readScript(path);
        const portal = new Portal(discovery);
        let tries = 0;
        await scheduler.scheduleTask({
          id: 'example-agreements',
          frequency: { seconds: 10 },
          timeout: { minutes: 2 },
          initialDelay: { seconds: 15 },
          scope: 'local',
          fn: async () => {
            if (tries < MAX_TRIES) {
              tries += 1;
              try {
                await playAgreements(portal, script, new Date());
                tries = MAX_TRIES;
                logger.info('The example company has made its agreements');
              } catch (error) {
                // The catalog may not have all of the company yet.
                logger.info(
                  `The example company cannot agree yet (${tries} of ${MAX_TRIES} tries): ${error}`,
                );
              }
            }
          },
        });
      },
    });
  },
});

async function readScript(path: string): Promise<AgreementScript> {
  const script = agreementScriptSchema.safeParse(
    parse(await readFile(path, 'utf8')),
  );
  if (!script.success) {
    throw new InputError(
      `${KEY}: ${path} does not say who agrees on what: ${z.prettifyError(
        script.error,
      )}`,
    );
  }
  return script.data;
}
