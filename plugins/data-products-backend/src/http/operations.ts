import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { z } from 'zod';

/** What an operation is asked, parsed by its schemas. */
export interface OperationRequest<
  TParams extends z.ZodType = z.ZodType,
  TQuery extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
> {
  params: z.output<TParams>;
  query: z.output<TQuery>;
  body: z.output<TBody>;
  credentials: BackstageCredentials;
}

/**
 * One operation of the API: what the router parses with, and what the OpenAPI
 * document is made of.
 */
export interface Operation<
  TParams extends z.ZodType = z.ZodType,
  TQuery extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
  TResponse extends z.ZodType = z.ZodType,
> {
  /** Also the id of its auditor events. */
  id: string;
  method: 'get' | 'post';
  /** With parameters in braces, as in OpenAPI. */
  path: string;
  summary: string;
  tag: string;
  params?: TParams;
  query?: TQuery;
  body?: TBody;
  /** In bytes; `BODY_LIMIT` when absent. */
  bodyLimit?: number;
  response: TResponse;
  /** Statuses other than 200 that the operation may answer, with what they mean. */
  errors?: Partial<Record<403 | 404 | 409 | 413 | 429, string>>;
  /** Every operation has this or `sendLines`. */
  handle?(
    request: OperationRequest<TParams, TQuery, TBody>,
  ): Promise<z.input<TResponse>>;
  /**
   * Answers with NDJSON, however long it is, in place of JSON: pieces of any
   * number of whole lines, each line as `response` says.
   */
  sendLines?(
    request: OperationRequest<TParams, TQuery, TBody>,
  ): Promise<AsyncIterable<string>>;
  /**
   * Takes NDJSON in place of the body, line by line, however long it is.
   * Lines may be anything, also half.
   */
  handleLines?(
    lines: AsyncIterable<string>,
    credentials: BackstageCredentials,
  ): Promise<z.input<TResponse>>;
}

/** Defines an operation, with its types inferred from its schemas. */
export function defineOperation<
  TParams extends z.ZodType,
  TQuery extends z.ZodType,
  TBody extends z.ZodType,
  TResponse extends z.ZodType,
>(operation: Operation<TParams, TQuery, TBody, TResponse>): Operation {
  return operation as unknown as Operation;
}

/** The path parameters that name an entity. */
export const entityParamsSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});
