import { createInterface } from 'node:readline';
import { pipeline as pipe } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { createOpenApiDocument } from './createOpenApiDocument';
import { Operation, OperationRequest } from './operations';
import { PayloadTooLargeError } from './PayloadTooLargeError';

/** The most that a request's body may hold, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** One JSON value a line. */
const NDJSON = ['application/x-ndjson', 'application/jsonl'];

/**
 * Makes a router of operations: each request is authenticated, parsed by the
 * schemas of its operation, and audited, also where it is refused.
 */
export function createRouter(options: {
  operations: readonly Operation[];
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): express.Router {
  const { operations, httpAuth, auditor } = options;
  const router = Router();
  const document = createOpenApiDocument(operations);
  router.get('/openapi.json', async (request, response) => {
    const event = await auditor.createEvent({
      eventId: 'openapi-get',
      request,
      severityLevel: 'low',
    });
    await event.success();
    response.json(document);
  });

  for (const operation of operations) {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    const parseBody = createBodyParser(operation.bodyLimit ?? BODY_LIMIT);
    router[operation.method](
      path,
      async (request: Request, response: Response) => {
        const event = await auditor.createEvent({
          eventId: operation.id,
          request,
          severityLevel: operation.method === 'get' ? 'low' : 'medium',
          meta: { params: request.params },
        });
        try {
          const credentials = await httpAuth.credentials(request, {
            allow: ['user', 'service'],
          });
          await parseBody(request, response);
          if (operation.sendLines) {
            const lines = await operation.sendLines(
              readRequest(operation, request, credentials),
            );
            response.type(NDJSON[0]);
            await pipeline(lines, response);
            await event.success();
            return;
          }
          const answer = await answerTo(operation, request, credentials);
          await event.success();
          response.json(answer);
        } catch (error) {
          await event.fail({
            error: error instanceof Error ? error : new Error(String(error)),
          });
          throw error;
        }
      },
    );
  }
  return router;
}

/** Reads JSON; says of a body that cannot be read why, and what to do. */
function createBodyParser(
  limit: number,
): (request: Request, response: Response) => Promise<void> {
  const parseJson = express.json({ limit });
  return (request, response) =>
    new Promise((resolve, reject) => {
      parseJson(request, response, error => {
        if (error) {
          reject(explainBody(error, limit));
        } else {
          resolve();
        }
      });
    });
}

function explainBody(error: any, limit: number): unknown {
  switch (error.type) {
    case 'entity.too.large':
      return new PayloadTooLargeError(
        `The body is larger than ${limit} bytes, the most that is taken; send less at once`,
      );
    case 'entity.parse.failed':
      return new InputError(`Invalid body: it is not JSON: ${error.message}`);
    default:
      return error;
  }
}

async function answerTo(
  operation: Operation,
  request: Request,
  credentials: BackstageCredentials,
): Promise<unknown> {
  if (operation.handleLines && request.is(NDJSON)) {
    return operation.handleLines(readLines(request), credentials);
  }
  if (!operation.handle) {
    throw new Error(`The operation ${operation.id} has no handler`);
  }
  return operation.handle(readRequest(operation, request, credentials));
}

function readRequest(
  operation: Operation,
  request: Request,
  credentials: BackstageCredentials,
): OperationRequest {
  return {
    params: parse(operation.params, request.params, 'path'),
    query: parse(operation.query, request.query, 'query'),
    body: parse(operation.body, readBody(operation, request), 'body'),
    credentials,
  };
}

/** The lines of a body, as they come in, unpacked where it is packed. */
function readLines(request: Request): AsyncIterable<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new InputError(
      `Invalid body: content-encoding ${encoding} is not known; use gzip, or none`,
    );
  }
  const input =
    encoding === 'gzip'
      ? // An error of either ends both, and with them the reading of lines.
        pipe(request, createGunzip(), () => {})
      : request;
  return createInterface({ input, crlfDelay: Infinity });
}

/** A body is optional where all of its fields are. */
function readBody(operation: Operation, request: Request): unknown {
  if (!operation.body) {
    return undefined;
  }
  // `false` is a body of another type; there may also be none, or an empty one.
  const empty = request.headers['content-length'] === '0';
  if (!empty && request.is('application/json') === false) {
    throw new InputError(
      `Invalid body: send JSON, with content-type: application/json (not ${
        request.headers['content-type'] ?? 'none'
      })`,
    );
  }
  return request.body ?? {};
}

function parse(
  schema: z.ZodType | undefined,
  value: unknown,
  part: 'path' | 'query' | 'body',
): any {
  if (!schema) {
    return value;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const problems = parsed.error.issues.flatMap(issue => problemsOf(issue));
  throw new InputError(`Invalid ${part}: ${problems.join('; ')}`);
}

/**
 * What is wrong, and where. Of several forms that a field can have, it is told
 * of the one that was meant: the one of the same type.
 */
function problemsOf(
  issue: z.core.$ZodIssue,
  within: readonly PropertyKey[] = [],
): string[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find(
      branch => !branch.some(each => each.path.length === 0),
    );
    if (meant) {
      return meant.flatMap(each => problemsOf(each, path));
    }
  }
  const field = path.map(String).join('.');
  return [field ? `${field}: ${issue.message}` : issue.message];
}
