import { Objective } from '../Objective';

/** An objective with the parts that a test is about. */
export function promised(
  parts: Pick<Objective, 'indicator' | 'comparator' | 'target' | 'unit'> &
    Partial<Objective>,
): Objective {
  return {
    name: parts.indicator,
    goal: 0.99,
    window: 'P30D',
    severity: 'high',
    promise: 'as promised',
    source: 'spec',
    ...parts,
  };
}

/** "Fresh within 6 h, 99 % of the time over 30 days." */
export function freshWithinSixHours(parts?: Partial<Objective>): Objective {
  return promised({
    indicator: 'freshness',
    comparator: 'at-most',
    target: 21_600,
    unit: 'seconds',
    promise: 'fresh within 6 h, 99 % of the time over 30 days',
    ...parts,
  });
}

/** "At least 98 % complete, 95 % of the time over 30 days." */
export function completeTo98(parts?: Partial<Objective>): Objective {
  return promised({
    indicator: 'completeness',
    comparator: 'at-least',
    target: 0.98,
    unit: 'ratio',
    goal: 0.95,
    promise: 'at least 98 % complete, 95 % of the time over 30 days',
    ...parts,
  });
}
