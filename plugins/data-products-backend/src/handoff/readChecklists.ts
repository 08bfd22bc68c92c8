import { Config } from '@backstage/config';
import {
  Checklist,
  ChecklistInForce,
  CheckSet,
  configureChecklists,
  SHIPPED_CHECKLISTS,
} from '@handoff/backstage-plugin-data-products-common';

const CONFIG_KEY = 'dataProducts.checklists';

/**
 * The checklists in force: those that are shipped, those of other plugins, and
 * what the configuration makes of them.
 *
 * @throws Error that names every wrong value by its path in the configuration.
 */
export function readChecklists(
  config: Config,
  added: readonly Checklist[],
  checkSet: CheckSet,
): ChecklistInForce[] {
  const { checklists, problems } = configureChecklists({
    shipped: SHIPPED_CHECKLISTS,
    added,
    config: config.getOptional(CONFIG_KEY),
    checkIds: checkSet.checks.map(({ id }) => id),
  });
  if (problems.length) {
    throw new Error(
      `Wrong checklists:\n${problems
        .map(
          ({ path, message }) =>
            `- ${CONFIG_KEY}${path ? `.${path}` : ''}: ${message}`,
        )
        .join('\n')}`,
    );
  }
  return checklists;
}
