import { Config } from '@backstage/config';
import {
  CheckInForce,
  CheckSet,
  configureChecks,
  createCheckSet,
  DATA_PRODUCT_CHECKS,
  DECISION_PATH_CHECKS,
  ReadinessCheck,
} from '@handoff/backstage-plugin-data-products-common';

const CONFIG_KEY = 'dataProducts.readiness';

/**
 * The checks in force: those that are shipped, those of other plugins, and
 * what the configuration makes of them.
 *
 * @throws Error that names every wrong value by its path in the configuration.
 */
export function readCheckSet(
  config: Config,
  pluginChecks: readonly ReadinessCheck[],
): CheckSet {
  const available: CheckInForce[] = [
    ...[...DATA_PRODUCT_CHECKS, ...DECISION_PATH_CHECKS].map(check => ({
      ...check,
      origin: 'built-in' as const,
    })),
    ...pluginChecks.map(check => ({ ...check, origin: 'plugin' as const })),
  ];
  const readiness = config.getOptionalConfig(CONFIG_KEY);
  const { checks, problems } = configureChecks(available, {
    checks: readiness?.getOptional('checks'),
    customChecks: readiness?.getOptional('customChecks'),
  });
  if (problems.length) {
    throw new Error(
      `Wrong configuration of readiness checks:\n${problems
        .map(({ path, message }) => `- ${CONFIG_KEY}.${path}: ${message}`)
        .join('\n')}`,
    );
  }
  return createCheckSet(checks);
}
