/** What a failed request says about itself. */
export interface ErrorDescription {
  /** HTTP status; absent when no answer came. */
  status?: number;
  /**
   * The server's own words, or the browser's. Absent when the server failed in
   * a way that it did not foresee: what it says then, such as a query, is for
   * those who run it.
   */
  reason?: string;
}

/** Takes the server's sentence out of an error, without the wrapping around it. */
export function describeError(error: Error): ErrorDescription {
  const { statusCode, cause } = error as {
    statusCode?: number;
    cause?: { message?: string };
  };
  if (statusCode === undefined) {
    return { reason: error.message };
  }
  return {
    status: statusCode,
    reason: statusCode === 500 ? undefined : cause?.message || error.message,
  };
}

/** Whether the answer was that the reader may not see it, or that it is not there. */
export function isHiddenFromReader(error: Error): boolean {
  const { status } = describeError(error);
  return status === 403 || status === 404;
}
