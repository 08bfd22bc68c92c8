/**
 * That one dataset is made of another, as a pipeline's tool reported it.
 *
 * @public
 */
export interface DatasetEdge {
  /** Names of the one dataset that is read; the first is its own. */
  from: readonly string[];
  /** Names of the one dataset that is made of it; the first is its own. */
  to: readonly string[];
  /**
   * The columns of `from` that are read, as the tool names them. Absent when
   * that is not known: any may be.
   */
  reads?: readonly string[];
  /**
   * Names of datasets that `from` is made of, and of which this edge says
   * nothing: others lead from them to `to`, and tell which columns are read.
   */
  besides?: readonly string[];
  /**
   * The job that makes the one of the other: of its reports the newest tells
   * which columns are read. What tools without jobs report is of one job.
   */
  job?: string;
  /** When the job did it, ISO 8601, UTC; absent when the tool does not say. */
  at?: string;
}
