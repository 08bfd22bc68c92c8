import { JsonObject } from '@backstage/types';
import type { PortalMethods } from '../readiness/portalTask';
import { TaskProcess } from '../tasks/TaskProcess';
import { withTask } from '../tasks/withTask';

/**
 * Starts a portal in a process of its own, for as long as it is used.
 *
 * @param use - with the address of the plugin
 */
export async function withPromisesPortal(
  database: JsonObject,
  use: (url: string) => Promise<void>,
): Promise<void> {
  await withTask(
    require.resolve('../readiness/portalTask'),
    async (portal: TaskProcess<PortalMethods>) => {
      const port = await portal.call('start', database, 'shipped');
      await use(`http://localhost:${port}/api/data-products`);
    },
  );
}
