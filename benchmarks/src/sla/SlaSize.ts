/** How much is measured. */
export interface SlaSize {
  /** Products that observations are stored of, with ten objectives each. */
  products: number;
  /** Observations of each of their objectives, one an hour. */
  hours: number;
  /** Products whose objectives are evaluated. */
  evaluatedProducts: number;
  /** Observations in the window of the one objective that is read. */
  windowObservations: number;
  readRuns: number;
  /** Products of which thirty days are written to measure their size. */
  sizedProducts: number;
  sizedDays: number;
}

/** What the published figures come from. */
export const FULL_SLA: SlaSize = {
  products: 1000,
  hours: 100,
  evaluatedProducts: 10_000,
  windowObservations: 100_000,
  readRuns: 200,
  sizedProducts: 100,
  sizedDays: 30,
};

/** Small enough to try a change of the benchmark itself. */
export const QUICK_SLA: SlaSize = {
  products: 250,
  hours: 20,
  evaluatedProducts: 500,
  windowObservations: 5000,
  readRuns: 30,
  sizedProducts: 10,
  sizedDays: 5,
};
