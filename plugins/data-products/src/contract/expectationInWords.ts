import { QualityExpectation } from '@handoff/backstage-plugin-data-products-common';
import { spaced } from '../look';

/** The kinds of rules that the standard knows. */
const RULE_TYPES = ['library', 'sql', 'text', 'custom'] as const;

/** @see RULE_TYPES */
export type RuleType = (typeof RULE_TYPES)[number];

/** Whether a rule's type is one that has a name of its own. */
export function isRuleType(type: string): type is RuleType {
  return RULE_TYPES.some(known => known === type);
}

const SYMBOLS = {
  equals: '=',
  'not-equals': '≠',
  'greater-than': '>',
  'at-least': '≥',
  'less-than': '<',
  'at-most': '≤',
} as const;

/** What a quality rule is called: its name, or the metric that it takes. */
export function expectationTitle(rule: QualityExpectation): string | undefined {
  return rule.name ?? (rule.metric && spaced(rule.metric));
}

/** The threshold of a rule, such as `Null values ≤ 2 %`; absent without one. */
export function thresholdInWords(
  rule: QualityExpectation,
  locale: string,
): string | undefined {
  const { threshold } = rule;
  if (!threshold) {
    return undefined;
  }
  const metric = rule.metric ? spaced(rule.metric) : '…';
  const unit = unitInWords(rule.unit);
  const amount = (value: number | string | boolean) =>
    typeof value === 'number'
      ? `${value.toLocaleString(locale)}${unit}`
      : String(value);
  switch (threshold.comparator) {
    case 'between':
      return `${amount(threshold.low)} ≤ ${metric} ≤ ${amount(threshold.high)}`;
    case 'not-between':
      return `${metric} < ${amount(threshold.low)}, > ${amount(
        threshold.high,
      )}`;
    default:
      return [
        rule.metric && metric,
        SYMBOLS[threshold.comparator],
        amount(threshold.value),
      ]
        .filter(Boolean)
        .join(' ');
  }
}

/** Rows are counted without a word. */
function unitInWords(unit: string | undefined): string {
  if (!unit || unit === 'rows') {
    return '';
  }
  // A line does not break between a number and its unit.
  return `\u00a0${unit === 'percent' ? '%' : unit}`;
}
