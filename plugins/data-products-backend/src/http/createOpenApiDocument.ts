import { z } from 'zod';
import { createDocument, ZodOpenApiPathsObject } from 'zod-openapi';
import { Operation } from './operations';

const errorSchema = z
  .object({
    error: z.object({ name: z.string(), message: z.string() }),
    response: z.object({ statusCode: z.number() }),
  })
  .meta({ id: 'Error', description: 'What was wrong, where, and what to do' });

/** The OpenAPI 3.1 document of operations, from the schemas that parse them. */
export function createOpenApiDocument(
  operations: readonly Operation[],
): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const errors = {
      ...(operation.query || operation.body || operation.params
        ? { 400: 'The request is wrong; the message names the field' }
        : {}),
      401: 'The caller is not known',
      ...operation.errors,
    };
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: {
        operationId: operation.id,
        summary: operation.summary,
        tags: [operation.tag],
        requestParams: {
          ...(operation.params
            ? { path: operation.params as z.ZodObject }
            : {}),
          ...(operation.query ? { query: operation.query as z.ZodObject } : {}),
        },
        ...(operation.body
          ? {
              requestBody: {
                content: {
                  'application/json': { schema: operation.body },
                  ...(operation.handleLines
                    ? {
                        'application/x-ndjson': {
                          schema: z
                            .string()
                            .meta({ description: 'One JSON value a line' }),
                        },
                      }
                    : {}),
                },
              },
            }
          : {}),
        responses: {
          200: {
            description: 'The answer',
            content: {
              [operation.sendLines
                ? 'application/x-ndjson'
                : 'application/json']: { schema: operation.response },
            },
          },
          ...Object.fromEntries(
            Object.entries(errors).map(([status, description]) => [
              status,
              {
                description,
                content: { 'application/json': { schema: errorSchema } },
              },
            ]),
          ),
        },
      },
    };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Handoff data products',
      version: '1.0.0',
      description:
        'Who owns a data product, whom to contact, and whether it is ready. Lists are paged: follow pageInfo.nextCursor until it is absent.',
    },
    servers: [{ url: '/api/data-products' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    paths,
  });
}
