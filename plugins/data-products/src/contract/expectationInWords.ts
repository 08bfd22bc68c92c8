import { QualityExpectation } from '@handoff/backstage-plugin-data-products-common';
import { spaced } from '../look';

const SYMBOLS = {
  equals: '=',
  'not-equals': '≠',
  'greater-than': '>',
  'at-least': '≥',
  'less-than': '<',
  'at-most': '≤',
  between: '∈',
  'not-between': '∉',
} as const;

/** What a quality rule looks at: its name, or the metric that it takes. */
export function expectationTitle(rule: QualityExpectation): string {
  return rule.name ?? spaced(rule.metric ?? rule.type);
}

/** The threshold of a rule, such as `Null values ≤ 2 %`; absent without one. */
export function thresholdInWords(rule: QualityExpectation): string | undefined {
  const { threshold } = rule;
  if (!threshold) {
    return undefined;
  }
  const unit = unitInWords(rule.unit);
  const bound =
    'value' in threshold
      ? `${threshold.value}${unit}`
      : `[${threshold.low}${unit}, ${threshold.high}${unit}]`;
  return [
    rule.metric && spaced(rule.metric),
    SYMBOLS[threshold.comparator],
    bound,
  ]
    .filter(Boolean)
    .join(' ');
}

function unitInWords(unit: string | undefined): string {
  if (!unit) {
    return '';
  }
  return unit === 'percent' ? ' %' : ` ${unit}`;
}
