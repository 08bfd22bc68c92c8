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
}
