import { PromiseBook } from '../../sla/PromiseBook';
import { DatedTerm, Promises } from '../../sla/Objective';
import { readSlaPromises } from '../../sla/readSlaPromises';
import { ContractSlaProperty } from '../Contract';
import { ChangeList, Judgement } from './ChangeList';
import { compareObjectives } from './compareObjectives';
import { PromiseTrend } from './compareRanges';
import { ContractPath } from './ContractDifference';
import { judgeTrend } from './judgeTrend';
import { pairUp } from './pairUp';

/**
 * Compares SLA properties: by their ids, then by property, element and driver,
 * then by what they promise, however the property is spelt.
 */
export function differSla(
  before: readonly ContractSlaProperty[],
  after: readonly ContractSlaProperty[],
  list: ChangeList,
): void {
  const { pairs, removed, added } = pairUp(
    before,
    after,
    ({ id }) => id,
    entry => keyOf(entry.property, entry),
    entry => {
      const kind = kindOf(entry);
      return kind && keyOf(kind, entry);
    },
  );
  for (const entry of removed) {
    list.add(pathOf(entry), valueOf(entry), undefined, {
      rule: 'sla-removed',
      class: 'breaking',
      reason: 'Readers count on what is no longer promised.',
    });
  }
  for (const entry of added) {
    list.add(pathOf(entry), undefined, valueOf(entry), judgeAdded(entry));
  }
  for (const [old, now] of pairs) {
    const place = pathOf(old);
    list.compare(place, 'value', valueOf(old), valueOf(now), () =>
      judgeTrend('sla', () => compareTerms(old, now)),
    );
    list.compare(place, 'element', old.element, now.element, () => ({
      rule: 'sla-changed',
      class: 'breaking',
      reason: 'The promise is about something else.',
    }));
    list.compareWords(place, 'id', old.id, now.id);
    list.compareWords(place, 'property', old.property, now.property);
    list.compareWords(place, 'driver', old.driver, now.driver);
    list.compareWords(place, 'description', old.description, now.description);
  }
}

function compareTerms(
  before: ContractSlaProperty,
  after: ContractSlaProperty,
): PromiseTrend {
  const [old, now] = [promiseOf(before), promiseOf(after)];
  if (before.valueExt !== after.valueExt) {
    return 'incomparable';
  }
  const [oldGoal, nowGoal] = [old.objectives.at(0), now.objectives.at(0)];
  if (oldGoal && nowGoal) {
    return compareObjectives(oldGoal, nowGoal);
  }
  const [oldTerm, nowTerm] = [old.datedTerms.at(0), now.datedTerms.at(0)];
  return oldTerm && nowTerm && oldTerm.term === nowTerm.term
    ? compareDates(oldTerm, nowTerm)
    : 'incomparable';
}

/** What begins is better early, and what ends is better late. */
function compareDates(before: DatedTerm, after: DatedTerm): PromiseTrend {
  const later = Date.parse(after.at) - Date.parse(before.at);
  if (Number.isNaN(later)) {
    return 'incomparable';
  }
  if (later === 0) {
    return 'same';
  }
  const isBetter =
    before.term === 'general-availability' ? later < 0 : later > 0;
  return isBetter ? 'stronger' : 'weaker';
}

function judgeAdded(entry: ContractSlaProperty): Judgement {
  return promiseOf(entry).datedTerms.length > 0
    ? {
        rule: 'sla-date-announced',
        class: 'compatible',
        reason: 'Nothing changes before that date.',
      }
    : {
        rule: 'sla-added',
        class: 'compatible',
        reason: 'More is promised than before.',
      };
}

function promiseOf(entry: ContractSlaProperty): Promises {
  const book = new PromiseBook();
  readSlaPromises([entry], 'medium', book);
  return book.promises();
}

function kindOf(entry: ContractSlaProperty): string | undefined {
  const { objectives, datedTerms } = promiseOf(entry);
  return objectives.at(0)?.indicator ?? datedTerms.at(0)?.term;
}

function keyOf(
  property: string,
  { element, driver }: ContractSlaProperty,
): string {
  const word = property.toLocaleLowerCase('en-US').replace(/[^a-z]/g, '');
  return [word, element ?? '', driver ?? ''].join('\n');
}

function pathOf({ id, property, element }: ContractSlaProperty): ContractPath {
  const name = element ? `${property} of ${element}` : property;
  return { part: { kind: 'SLA property', name: id ?? name } };
}

function valueOf({ value, valueExt, unit }: ContractSlaProperty): string {
  return [value, valueExt, unit].filter(word => word !== undefined).join(' ');
}
