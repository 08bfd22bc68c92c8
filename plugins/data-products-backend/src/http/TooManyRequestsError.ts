import { CustomErrorBase } from '@backstage/errors';

/** The caller has to wait; the message says for what, and what the limit is. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  /** Read by the error middleware. */
  readonly statusCode = 429;
}
