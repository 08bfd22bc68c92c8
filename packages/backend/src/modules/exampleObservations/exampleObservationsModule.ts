import { readFile } from 'node:fs/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { observationReadersExtensionPoint } from '@handoff/backstage-plugin-data-products-node';
import { parse } from 'yaml';
import { z } from 'zod';
import { ExampleObservationReader } from './ExampleObservationReader';
import { Scenario, scenarioSchema } from './Scenario';

const KEY = 'demo.observations';

/** Reports on the example company's data as its pipelines would; without `demo.observations`, nothing. */
export const exampleObservationsModule = createBackendModule({
  pluginId: 'data-products',
  moduleId: 'example-observations',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        readers: observationReadersExtensionPoint,
      },
      async init({ auth, catalog, config, readers }) {
        const path = config.getOptionalString(KEY);
        if (path) {
          const scenario = await readScenario(path);
          readers.addReader(
            new ExampleObservationReader({ scenario, catalog, auth }),
          );
        }
      },
    });
  },
});

async function readScenario(path: string): Promise<Scenario> {
  const scenario = scenarioSchema.safeParse(
    parse(await readFile(path, 'utf8')),
  );
  if (!scenario.success) {
    throw new InputError(
      `${KEY}: ${path} is not a scenario: ${z.prettifyError(scenario.error)}`,
    );
  }
  return scenario.data;
}
