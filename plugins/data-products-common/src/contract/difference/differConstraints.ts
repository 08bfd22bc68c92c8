import { ContractColumn } from '../Contract';
import { LOGICAL_TYPE_OPTIONS } from '../odcsFields';
import { ChangeList, Judgement } from './ChangeList';
import { ContractPath } from './ContractDifference';

type Constraint = ContractColumn['constraints'][string];

const LOWER_BOUNDS = [
  'minLength',
  'minimum',
  'exclusiveMinimum',
  'minItems',
  'minProperties',
];

const UPPER_BOUNDS = [
  'maxLength',
  'maximum',
  'exclusiveMaximum',
  'maxItems',
  'maxProperties',
];

/** Say how a value is to be understood, and forbid none. */
const MEANINGS = ['timezone', 'defaultTimezone'];

/** Fewer values are accepted. */
export const VALUES_NARROWED: Judgement = {
  rule: 'accepted-values-reduced',
  class: 'breaking',
  reason: 'Writers of values that were accepted are refused from now on.',
};

/** More values are accepted. */
export const VALUES_WIDENED: Judgement = {
  rule: 'accepted-values-extended',
  class: 'breaking',
  reason: 'Readers meet values that the contract ruled out.',
};

/** Other values are accepted. */
export const VALUES_CHANGED: Judgement = {
  rule: 'accepted-values-changed',
  class: 'breaking',
  reason:
    'Readers meet values that the contract ruled out, and writers of others are refused.',
};

/** Compares the values that a column's type options let pass. */
export function differConstraints(
  before: ContractColumn,
  after: ContractColumn,
  place: ContractPath,
  list: ChangeList,
): void {
  for (const option of LOGICAL_TYPE_OPTIONS) {
    const old = before.constraints[option];
    const now = after.constraints[option];
    if (old !== now) {
      list.add(
        { ...place, field: `logicalTypeOptions.${option}` },
        old,
        now,
        judgeConstraint(option, old, now),
      );
    }
  }
}

function judgeConstraint(
  option: string,
  before: Constraint | undefined,
  after: Constraint | undefined,
): Judgement {
  switch (
    MEANINGS.includes(option) ? undefined : trendOf(option, before, after)
  ) {
    case 'narrowed':
      return VALUES_NARROWED;
    case 'widened':
      return VALUES_WIDENED;
    default:
      return VALUES_CHANGED;
  }
}

/** Whether fewer or more values pass; `undefined` when they are others. */
function trendOf(
  option: string,
  before: Constraint | undefined,
  after: Constraint | undefined,
): 'narrowed' | 'widened' | undefined {
  if (typeof before === 'boolean' || typeof after === 'boolean') {
    // Such as uniqueItems, where false says as much as nothing.
    return after === true ? 'narrowed' : 'widened';
  }
  if (before === undefined) {
    return 'narrowed';
  }
  if (after === undefined) {
    return 'widened';
  }
  const rises = Number(after) > Number(before);
  const falls = Number(after) < Number(before);
  if (LOWER_BOUNDS.includes(option) && (rises || falls)) {
    return rises ? 'narrowed' : 'widened';
  }
  if (UPPER_BOUNDS.includes(option) && (rises || falls)) {
    return falls ? 'narrowed' : 'widened';
  }
  return undefined;
}
