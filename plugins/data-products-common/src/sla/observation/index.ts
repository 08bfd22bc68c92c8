export { readObservation } from './readObservation';
export type { ObservationReading, ObservationRefusal } from './readObservation';
