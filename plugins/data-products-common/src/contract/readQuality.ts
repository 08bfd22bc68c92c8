import { QualityExpectation, QualityThreshold } from './Contract';
import { countsErrors } from './countsErrors';
import { describeValue, DocumentObject, numberOf } from './DocumentObject';
import {
  QUALITY_DIMENSIONS,
  QUALITY_FIELDS,
  QUALITY_METRICS,
  QUALITY_OPERATORS,
  QUALITY_TYPES,
} from './odcsFields';
import { readCustomProperties, readLinks } from './readLinks';

/** Spellings in the wild, and the operator that each of them means. */
const OPERATOR_ALIASES: Readonly<Record<string, string>> = {
  mustBeGreaterThanOrEqualTo: 'mustBeGreaterOrEqualTo',
  mustBeLessThanOrEqualTo: 'mustBeLessOrEqualTo',
};

const OPERATORS = [...QUALITY_OPERATORS, ...Object.keys(OPERATOR_ALIASES)];

const FIELDS = [...QUALITY_FIELDS, ...Object.keys(OPERATOR_ALIASES)];

/** More than any real implementation has; YAML anchors can make billions. */
const MAX_IMPLEMENTATION_VALUES = 10_000;

/** Reads the quality rules of a schema or a column. */
export function readQuality(
  owner: DocumentObject,
  element: string,
): QualityExpectation[] {
  return owner.objects('quality').map(rule => readRule(rule, element));
}

function readRule(rule: DocumentObject, element: string): QualityExpectation {
  rule.expectFields(FIELDS, 'a quality rule');
  readCustomProperties(rule);
  readLinks(rule);
  const type = readType(rule);
  const metric = readMetric(rule, type);
  const unit = rule.text('unit');
  const threshold = readThreshold(rule);
  const query = rule.text('query');
  const given = rule.object('arguments');
  checkCompleteness(rule, type, metric, query, threshold);
  return {
    id: rule.text('id'),
    name: rule.text('name'),
    type,
    metric,
    element,
    description: rule.text('description'),
    dimension: readDimension(rule),
    severity: rule.text('severity'),
    businessImpact: rule.text('businessImpact'),
    unit,
    threshold,
    criteria: given && readCriteria(given),
    validValues: given && readValidValues(given),
    tolerance: countsErrors(metric)
      ? describeTolerance(threshold, unit)
      : undefined,
    schedule: rule.text('schedule'),
    query,
    engine: rule.text('engine'),
    implementation: readImplementation(rule),
    pointer: rule.pointer,
  };
}

function readType(rule: DocumentObject): string {
  const type = rule.word('type', QUALITY_TYPES);
  if (type) {
    return type;
  }
  if (rule.has('metric') || rule.has('rule')) {
    return 'library';
  }
  // The standard's default is `library`, which such rules cannot be.
  if (rule.has('query')) {
    return inferType(rule, 'sql');
  }
  return rule.has('engine') || rule.has('implementation')
    ? inferType(rule, 'custom')
    : inferType(rule, 'text');
}

function inferType(rule: DocumentObject, type: string): string {
  rule.log.warning(
    rule.pointer,
    `a quality rule without "type" needs a "metric"; it is read as type: ${type}`,
  );
  return type;
}

function readMetric(rule: DocumentObject, type: string): string | undefined {
  const metric =
    type === 'library'
      ? rule.word('metric', QUALITY_METRICS)
      : rule.text('metric');
  // The name that 3.0 had for it, with a vocabulary of its own.
  return metric ?? rule.text('rule');
}

function readDimension(rule: DocumentObject): string | undefined {
  const word = rule.text('dimension');
  const synonym = word && QUALITY_DIMENSIONS[word.toLocaleLowerCase('en-US')];
  return synonym ?? rule.word('dimension', Object.values(QUALITY_DIMENSIONS));
}

function checkCompleteness(
  rule: DocumentObject,
  type: string,
  metric: string | undefined,
  query: string | undefined,
  threshold: QualityThreshold | undefined,
): void {
  if (type === 'library' && !metric) {
    rule.log.error(
      rule.near('metric'),
      `a rule of type library needs "metric": one of ${QUALITY_METRICS.join(
        ', ',
      )}`,
    );
  }
  if (type === 'sql' && !query) {
    rule.log.error(rule.near('query'), 'a rule of type sql needs "query"');
  }
  if (type === 'custom') {
    for (const field of ['engine', 'implementation']) {
      if (!rule.has(field)) {
        rule.log.error(rule.pointer, `a rule of type custom needs "${field}"`);
      }
    }
  }
  const hasOperator = OPERATORS.some(operator => rule.has(operator));
  if ((type === 'library' || type === 'sql') && !threshold && !hasOperator) {
    rule.log.warning(
      rule.pointer,
      `the rule has no threshold: give one of ${QUALITY_OPERATORS.join(', ')}`,
    );
  }
}

/** Reads the operators of a rule: one, or a lower and an upper bound. */
function readThreshold(rule: DocumentObject): QualityThreshold | undefined {
  const found: QualityThreshold[] = [];
  for (const operator of OPERATORS) {
    if (rule.has(operator)) {
      const alias = OPERATOR_ALIASES[operator];
      if (alias) {
        rule.log.warning(
          rule.at(operator),
          `the standard's name is "${alias}"`,
        );
      }
      const threshold = readOperator(rule, operator, alias ?? operator);
      if (threshold) {
        found.push(threshold);
      }
    }
  }
  if (found.length === 2) {
    const range = rangeOf(found);
    if (range) {
      return range;
    }
  }
  if (found.length > 1) {
    rule.log.error(
      rule.pointer,
      `the rule compares ${found.length} times: give one operator, or one lower and one upper bound; only the first is read`,
    );
  }
  return found[0];
}

function readOperator(
  rule: DocumentObject,
  field: string,
  operator: string,
): QualityThreshold | undefined {
  switch (operator) {
    case 'mustBe':
    case 'mustNotBe': {
      const value = rule.scalar(field);
      return value === undefined
        ? undefined
        : {
            comparator: operator === 'mustBe' ? 'equals' : 'not-equals',
            value: typeof value === 'string' ? numberOf(value) ?? value : value,
          };
    }
    case 'mustBeBetween':
      return readBounds(rule, field, 'between');
    case 'mustNotBeBetween':
      return readBounds(rule, field, 'not-between');
    default: {
      const value = rule.number(field);
      return value === undefined
        ? undefined
        : { comparator: comparatorOf(operator), value };
    }
  }
}

function comparatorOf(
  operator: string,
): 'greater-than' | 'at-least' | 'less-than' | 'at-most' {
  switch (operator) {
    case 'mustBeGreaterThan':
      return 'greater-than';
    case 'mustBeGreaterOrEqualTo':
      return 'at-least';
    case 'mustBeLessThan':
      return 'less-than';
    default:
      return 'at-most';
  }
}

function readBounds(
  rule: DocumentObject,
  field: string,
  comparator: 'between' | 'not-between',
): QualityThreshold | undefined {
  const value = rule.raw(field);
  const [low, high] = Array.isArray(value) ? value.map(numberOf) : [];
  if (
    !Array.isArray(value) ||
    value.length !== 2 ||
    low === undefined ||
    high === undefined
  ) {
    rule.log.error(
      rule.at(field),
      `must be a list of two numbers such as [0, 100], but is ${describeValue(
        value,
      )}`,
    );
    return undefined;
  }
  if (low > high) {
    rule.log.error(
      rule.at(field),
      `the lower bound ${low} is above the upper bound ${high}: they are read the other way round`,
    );
  }
  return { comparator, low: Math.min(low, high), high: Math.max(low, high) };
}

function rangeOf(thresholds: QualityThreshold[]): QualityThreshold | undefined {
  const bound = (...comparators: string[]) => {
    const threshold = thresholds.find(({ comparator }) =>
      comparators.includes(comparator),
    );
    return threshold && 'value' in threshold ? threshold.value : undefined;
  };
  const low = bound('greater-than', 'at-least');
  const high = bound('less-than', 'at-most');
  if (typeof low !== 'number' || typeof high !== 'number' || low > high) {
    return undefined;
  }
  const excludes = [
    ...(bound('greater-than') === undefined ? [] : ['low' as const]),
    ...(bound('less-than') === undefined ? [] : ['high' as const]),
  ];
  return {
    comparator: 'between',
    low,
    high,
    ...(excludes.length > 0 && { excludes }),
  };
}

/** What counts as missing or valid, or which columns count together. */
function readCriteria(given: DocumentObject): string | undefined {
  const criteria: string[] = [];
  if (given.has('validValues')) {
    criteria.push(`one of ${listWords(given.examples('validValues'))}`);
  }
  if (given.has('pattern')) {
    criteria.push(`matching ${given.text('pattern')}`);
  }
  if (given.has('missingValues')) {
    criteria.push(`missing is ${listWords(given.examples('missingValues'))}`);
  }
  if (given.has('properties')) {
    criteria.push(`over ${listWords(given.texts('properties'))}`);
  }
  return criteria.join('; ') || undefined;
}

function readValidValues(given: DocumentObject): string[] | undefined {
  const values = given.has('validValues') ? given.examples('validValues') : [];
  return values.length > 0 ? values : undefined;
}

/** Text, or whatever else the engine is given, as JSON. */
function readImplementation(rule: DocumentObject): string | undefined {
  const given = rule.raw('implementation');
  if (typeof given !== 'object') {
    return rule.text('implementation');
  }
  let values = 0;
  try {
    return JSON.stringify(given, (_, value) => {
      values += 1;
      if (values > MAX_IMPLEMENTATION_VALUES) {
        throw new Error('too large');
      }
      return value;
    });
  } catch {
    // It contains itself, or stands for far more than it says.
    rule.log.markIncomplete();
    return undefined;
  }
}

function listWords(words: string[]): string {
  return words.map(word => (word === '' ? '""' : word)).join(', ');
}

/** How many errors a metric that counts errors lets pass. */
function describeTolerance(
  threshold: QualityThreshold | undefined,
  unit: string | undefined,
): string | undefined {
  if (!threshold || threshold.comparator === 'not-between') {
    return undefined;
  }
  const quantity = (value: number | string | boolean) =>
    /^(percent|%)$/i.test(unit ?? '') ? `${value} %` : `${value} rows`;
  if (threshold.comparator === 'between') {
    return `${threshold.low} to ${quantity(threshold.high)}`;
  }
  switch (threshold.comparator) {
    case 'equals':
      return threshold.value === 0
        ? 'none'
        : `exactly ${quantity(threshold.value)}`;
    case 'less-than':
      return `less than ${quantity(threshold.value)}`;
    case 'at-most':
      return `at most ${quantity(threshold.value)}`;
    // A lower bound of errors tolerates any number of them.
    default:
      return undefined;
  }
}
