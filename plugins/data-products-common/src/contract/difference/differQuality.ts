import { CRITICALITIES } from '../../kinds';
import { SEVERITIES } from '../../sla/readQualityPromises';
import { Contract, QualityExpectation } from '../Contract';
import { ChangeList, Judgement } from './ChangeList';
import { compareThresholds, describeThreshold } from './compareThresholds';
import { ContractPath } from './ContractDifference';
import {
  VALUES_CHANGED,
  VALUES_NARROWED,
  VALUES_WIDENED,
} from './differConstraints';
import { judgeTrend } from './judgeTrend';
import { pairUp } from './pairUp';

const OTHER_CHECK: Judgement = {
  rule: 'quality-rule-replaced',
  class: 'breaking',
  reason:
    'Something else is checked; that it is as strict cannot be told, so that it counts as loosened.',
};

const SEVERITY_LOWERED: Judgement = {
  rule: 'quality-rule-loosened',
  class: 'breaking',
  reason: 'A failure is taken less gravely, so that bad data may come through.',
};

const SCHEDULE_CHANGED: Judgement = {
  rule: 'quality-schedule-changed',
  class: 'compatible',
  reason: 'The same is checked, at other times.',
};

/**
 * Compares quality rules: those of one element by their ids, then by their
 * names, then by what they judge. Rules of what is not in both contracts come
 * and go with it.
 */
export function differQuality(
  before: Contract,
  after: Contract,
  unpaired: ReadonlySet<string>,
  list: ChangeList,
): void {
  const paths = pathsOf(before, after);
  const judged = ({ quality }: Contract) =>
    quality.filter(({ element }) => !unpaired.has(element));
  const { pairs, removed, added } = pairUp(
    judged(before),
    judged(after),
    keyOf('id'),
    keyOf('name'),
    contentOf,
    rule => `${subjectOf(rule)}\n${rule.query ?? ''}`,
    subjectOf,
  );
  const at = (rule: QualityExpectation): ContractPath => ({
    ...paths.get(rule.element),
    part: { kind: 'quality rule', name: nameOf(rule) },
  });
  for (const rule of removed) {
    list.add(
      at(rule),
      describe(rule),
      undefined,
      rule.validValues
        ? VALUES_WIDENED
        : {
            rule: 'quality-rule-removed',
            class: 'breaking',
            reason: 'Readers count on what is no longer checked.',
          },
    );
  }
  for (const rule of added) {
    list.add(
      at(rule),
      undefined,
      describe(rule),
      rule.validValues
        ? VALUES_NARROWED
        : {
            rule: 'quality-rule-added',
            class: 'compatible',
            reason: 'More is promised than before.',
          },
    );
  }
  for (const [old, now] of pairs) {
    differRule(old, now, at(old), list);
  }
}

function differRule(
  before: QualityExpectation,
  after: QualityExpectation,
  place: ContractPath,
  list: ChangeList,
): void {
  for (const field of ['type', 'metric', 'engine', 'implementation'] as const) {
    list.compare(place, field, before[field], after[field], OTHER_CHECK);
  }
  list.compare(
    place,
    'query',
    withoutLayout(before.query),
    withoutLayout(after.query),
    OTHER_CHECK,
  );
  const sameValues = list.compareSets(
    place,
    'arguments.validValues',
    before.validValues,
    after.validValues,
    { fewer: VALUES_NARROWED, more: VALUES_WIDENED, other: VALUES_CHANGED },
  );
  if (sameValues && !(before.validValues && after.validValues)) {
    list.compare(
      place,
      'arguments',
      before.criteria,
      after.criteria,
      OTHER_CHECK,
    );
  } else if (sameValues) {
    list.compare(
      place,
      'arguments',
      criteriaBesideValues(before),
      criteriaBesideValues(after),
      OTHER_CHECK,
    );
  }
  list.compare(
    place,
    'threshold',
    describeThreshold(before),
    describeThreshold(after),
    () => judgeTrend('quality-rule', () => compareThresholds(before, after)),
  );
  list.compare(
    place,
    'severity',
    before.severity,
    after.severity,
    judgeSeverity,
  );
  list.compare(
    place,
    'schedule',
    before.schedule,
    after.schedule,
    SCHEDULE_CHANGED,
  );
  for (const field of [
    'id',
    'name',
    'description',
    'dimension',
    'businessImpact',
  ] as const) {
    list.compareWords(place, field, before[field], after[field]);
  }
}

/** A milder severity lets data pass that would have been stopped. */
function judgeSeverity(
  before: string | undefined,
  after: string | undefined,
): Judgement {
  const [from, to] = [before, after].map(word => {
    const severity = SEVERITIES[word?.toLocaleLowerCase('en-US') ?? ''];
    return severity && CRITICALITIES.indexOf(severity);
  });
  if (from === undefined || to === undefined || from === to) {
    return before !== undefined && after === undefined
      ? SEVERITY_LOWERED
      : {
          rule: 'quality-severity-changed',
          class: 'documentation',
          reason:
            'How grave a failure is was not known before, or is the same.',
        };
  }
  return to < from
    ? SEVERITY_LOWERED
    : {
        rule: 'quality-rule-tightened',
        class: 'compatible',
        reason: 'A failure is taken more gravely.',
      };
}

function keyOf(
  field: 'id' | 'name',
): (rule: QualityExpectation) => string | undefined {
  return rule => rule[field] && `${rule.element}\n${rule[field]}`;
}

/** Everything about a rule but where it stands in the document. */
function contentOf(rule: QualityExpectation): string {
  return JSON.stringify({ ...rule, pointer: undefined });
}

function subjectOf(rule: QualityExpectation): string {
  const { element, type, metric, dimension } = rule;
  return [element, type, metric ?? '', dimension ?? ''].join('\n');
}

function nameOf(rule: QualityExpectation): string {
  return (
    rule.id ??
    rule.name ??
    rule.metric ??
    rule.dimension ??
    `of type ${rule.type}`
  );
}

function describe(rule: QualityExpectation): string {
  const words = [
    rule.metric ?? rule.description ?? rule.query ?? rule.type,
    rule.criteria,
    describeThreshold(rule),
  ];
  return words.filter(Boolean).join(': ');
}

/** The words of the criteria that come after the list of values. */
function criteriaBesideValues({
  criteria,
  validValues,
}: QualityExpectation): string | undefined {
  const length = `one of ${validValues
    ?.map(value => (value === '' ? '""' : value))
    .join(', ')}`.length;
  return criteria?.slice(length) || undefined;
}

/** A query on one line: how it is broken up says nothing. */
function withoutLayout(query: string | undefined): string | undefined {
  return query?.replace(/\s+/g, ' ').trim();
}

/** Where each element is that has a rule, by what rules call it. */
function pathsOf(...contracts: Contract[]): Map<string, ContractPath> {
  const paths = new Map<string, ContractPath>();
  for (const { name: schema, columns } of contracts.flatMap(
    ({ schemas }) => schemas,
  )) {
    paths.set(schema, { schema });
    for (const { name: column, qualityRules } of columns) {
      if (qualityRules > 0) {
        paths.set(`${schema}.${column}`, { schema, column });
      }
    }
  }
  return paths;
}
