import {
  createExtensionPoint,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  ObservationInput,
  PipelineObservation,
} from '@handoff/backstage-plugin-data-products-common';

/**
 * Measures data where it lies, for data that no pipeline reports on.
 *
 * @public
 */
export interface ObservationReader {
  /** Kebab-case, unique in the installation. */
  id: string;
  /** How often to read; on one replica at a time. */
  schedule: SchedulerServiceTaskScheduleDefinition;
  /**
   * Reads observations, in batches of any size. Each batch is stored before
   * the next is asked for. What was reported before changes nothing, so a
   * reader may report it again.
   *
   * A `PipelineObservation` is of a dataset: it counts for whatever the entity
   * that claims the dataset promises of it, and for nothing where nothing is
   * promised.
   *
   * @param options - `since`: when the last read began that went through;
   * absent on the first one. `now`: when this one began.
   */
  read(options: {
    since?: Date;
    now: Date;
    signal: AbortSignal;
  }): AsyncIterable<(ObservationInput | PipelineObservation)[]>;
}

/**
 * Takes readers of observations from modules.
 *
 * @public
 */
export interface ObservationReadersExtensionPoint {
  /**
   * Adds readers, each with a schedule of its own.
   *
   * @throws Error when a reader with the same id exists.
   */
  addReader(...readers: ObservationReader[]): void;
}

/**
 * Where modules add readers of observations.
 *
 * @public
 */
export const observationReadersExtensionPoint =
  createExtensionPoint<ObservationReadersExtensionPoint>({
    id: 'data-products.observation-readers',
  });
