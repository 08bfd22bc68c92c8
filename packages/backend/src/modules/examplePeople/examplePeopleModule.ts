import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';
import { PeopleScript, peopleScriptSchema } from './PeopleScript';
import { playAgreements } from './playAgreements';
import { playChanges } from './playChanges';
import { playHandoffs } from './playHandoffs';
import { playWaivers } from './playWaivers';
import { Portal } from './Portal';

const KEY = 'demo.people';

/** Ten minutes: the company is in the catalog long before. */
const MAX_TRIES = 60;

/** Has the people of the example company agree and sign; without `demo.people`, nothing. */
export const examplePeopleModule = createBackendModule({
  pluginId: 'data-products',
  moduleId: 'example-people',
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
          id: 'example-people',
          frequency: { seconds: 10 },
          timeout: { minutes: 2 },
          initialDelay: { seconds: 15 },
          scope: 'local',
          fn: async () => {
            if (tries < MAX_TRIES) {
              tries += 1;
              try {
                const now = new Date();
                await playAgreements(portal, script, now);
                await playHandoffs(portal, script);
                await playWaivers(portal, script, now);
                await playChanges(portal, script, name =>
                  resolve(dirname(path), name),
                );
                tries = MAX_TRIES;
                logger.info(
                  'The people of the example company have agreed and signed',
                );
              } catch (error) {
                // The catalog may not have all of the company yet.
                logger.info(
                  `The people of the example company cannot sign yet (${tries} of ${MAX_TRIES} tries): ${error}`,
                );
              }
            }
          },
        });
      },
    });
  },
});

async function readScript(path: string): Promise<PeopleScript> {
  const script = peopleScriptSchema.safeParse(
    parse(await readFile(path, 'utf8')),
  );
  if (!script.success) {
    throw new InputError(
      `${KEY}: ${path} does not say who does what: ${z.prettifyError(
        script.error,
      )}`,
    );
  }
  return script.data;
}
