import { ExamplePortal } from './startExamplePortal';

/** A route of the plugin. */
export interface Route {
  /** Of its operation, and of its auditor events. */
  id: string;
  method: 'get' | 'post';
  /** With parameters in braces. */
  path: string;
  /** The statuses that the API's own document tells of. */
  documented: string[];
}

/** Every route of the plugin by its id, as its own document lists them. */
export async function readRoutes(
  portal: ExamplePortal,
): Promise<Map<string, Route>> {
  const { body } = await portal.send('get', '/openapi.json', {});
  return new Map(
    Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.entries<any>(methods).map(([method, operation]) => [
        operation.operationId,
        {
          id: operation.operationId,
          method: method as Route['method'],
          path,
          documented: Object.keys(operation.responses),
        },
      ]),
    ),
  );
}
