import { CustomErrorBase } from '@backstage/errors';

/** The body is larger than the limit that the message names. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  /** Read by the error middleware. */
  readonly statusCode = 413;
}
