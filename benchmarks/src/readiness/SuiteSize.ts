/** How much is measured. */
export interface SuiteSize {
  /** The size that Tech Insights is compared at. */
  small: number;
  large: number;
  techInsightsRuns: number;
  evaluationRuns: { small: number; large: number };
  singleRuns: number;
  readRuns: { small: number; large: number };
}

/** What the published figures come from. */
export const FULL: SuiteSize = {
  small: 10_000,
  large: 100_000,
  techInsightsRuns: 3,
  evaluationRuns: { small: 15, large: 3 },
  singleRuns: 2000,
  readRuns: { small: 500, large: 200 },
};

/** Small enough to try a change of the benchmark itself. */
export const QUICK: SuiteSize = {
  small: 500,
  large: 2000,
  techInsightsRuns: 2,
  evaluationRuns: { small: 3, large: 3 },
  singleRuns: 200,
  readRuns: { small: 30, large: 30 },
};
