/**
 * How one promise stands to an earlier one: `stronger` lets less pass, `weaker`
 * more, `incomparable` other things.
 */
export type PromiseTrend = 'same' | 'stronger' | 'weaker' | 'incomparable';

/** The numbers that a promise lets pass; both bounds are inside. */
export interface NumberRange {
  /** Default: no lower bound. */
  low?: number;
  /** Default: no upper bound. */
  high?: number;
  /** Whether everything but this range passes. */
  inverted?: boolean;
}

/** Compares what two promises let pass. */
export function compareRanges(
  before: NumberRange,
  after: NumberRange,
): PromiseTrend {
  const tighter = isWithin(after, before);
  const looser = isWithin(before, after);
  if (tighter) {
    return looser ? 'same' : 'stronger';
  }
  return looser ? 'weaker' : 'incomparable';
}

function isWithin(inner: NumberRange, outer: NumberRange): boolean {
  const [a, b] = [boundsOf(inner), boundsOf(outer)];
  if (inner.inverted) {
    // Everything but a few numbers fits only within as much.
    return outer.inverted ? a.low <= b.low && b.high <= a.high : isAll(b);
  }
  return outer.inverted
    ? a.high < b.low || a.low > b.high
    : b.low <= a.low && a.high <= b.high;
}

function boundsOf({ low, high }: NumberRange): { low: number; high: number } {
  return { low: low ?? -Infinity, high: high ?? Infinity };
}

function isAll({ low, high }: { low: number; high: number }): boolean {
  return low === -Infinity && high === Infinity;
}
