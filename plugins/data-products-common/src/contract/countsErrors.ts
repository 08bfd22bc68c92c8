/**
 * Whether a metric counts errors, so that less is better: those of the
 * standard's library, and what older contracts call `nullCheck` or
 * `duplicateCount`.
 */
export function countsErrors(metric: string | undefined): boolean {
  return /null|missing|invalid|duplicate/i.test(metric ?? '');
}
