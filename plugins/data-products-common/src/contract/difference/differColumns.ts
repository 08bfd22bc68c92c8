import { ContractColumn } from '../Contract';
import { ChangeList, Judgement, listed, listedUrls } from './ChangeList';
import { comparePhysicalTypes } from './comparePhysicalTypes';
import { ContractPath } from './ContractDifference';
import { differConstraints } from './differConstraints';
import { judgeClassification } from './judgeClassification';

const REQUIRED_TIGHTENED: Judgement = {
  rule: 'required-tightened',
  class: 'breaking',
  reason: 'Writers that leave the value out are refused from now on.',
};

const REQUIRED_LOOSENED: Judgement = {
  rule: 'required-loosened',
  class: 'breaking',
  reason: 'Readers that count on a value now meet nulls.',
};

const UNIQUE_TIGHTENED: Judgement = {
  rule: 'unique-tightened',
  class: 'compatible',
  reason: 'Readers now may count on what they could not before.',
};

const UNIQUE_LOOSENED: Judgement = {
  rule: 'unique-loosened',
  class: 'breaking',
  reason: 'Readers that count on each value being there once meet duplicates.',
};

const PARTITIONING_CHANGED: Judgement = {
  rule: 'partitioning-changed',
  class: 'compatible',
  reason: 'Queries give the same answers, though maybe not as fast.',
};

const ENCRYPTED_NAME_STATED: Judgement = {
  rule: 'encrypted-name-stated',
  class: 'compatible',
  reason: 'Where the values stand encrypted was not promised before.',
};

const ENCRYPTED_NAME_CHANGED: Judgement = {
  rule: 'encrypted-name-changed',
  class: 'breaking',
  reason: 'Queries of the encrypted values no longer find them.',
};

const TRANSFORM_CHANGED: Judgement = {
  rule: 'transformation-changed',
  class: 'compatible',
  reason:
    'The values are of the same kind, but made in another way: compare figures.',
};

/** Compares two states of one column, but for its key and its quality rules. */
export function differColumn(
  schema: string,
  before: ContractColumn,
  after: ContractColumn,
  list: ChangeList,
): void {
  const place: ContractPath = { schema, column: before.name };
  differType(before, after, place, list);
  differConstraints(before, after, place, list);
  list.compare(
    place,
    'required',
    before.required,
    after.required,
    after.required ? REQUIRED_TIGHTENED : REQUIRED_LOOSENED,
  );
  list.compare(
    place,
    'unique',
    before.unique,
    after.unique,
    after.unique ? UNIQUE_TIGHTENED : UNIQUE_LOOSENED,
  );
  list.compare(
    place,
    'physicalName',
    before.physicalName,
    after.physicalName,
    () => judgePhysicalName(before, after),
  );
  list.compare(
    place,
    'classification',
    before.classification,
    after.classification,
    judgeClassification,
  );
  list.compare(
    place,
    'partitioned',
    before.partitioned,
    after.partitioned,
    PARTITIONING_CHANGED,
  );
  list.compare(
    place,
    'partitionKeyPosition',
    before.partitionKeyPosition,
    after.partitionKeyPosition,
    PARTITIONING_CHANGED,
  );
  list.compare(
    place,
    'encryptedName',
    before.encryptedName,
    after.encryptedName,
    before.encryptedName === undefined
      ? ENCRYPTED_NAME_STATED
      : ENCRYPTED_NAME_CHANGED,
  );
  list.compare(
    place,
    'transformLogic',
    before.transform?.logic,
    after.transform?.logic,
    TRANSFORM_CHANGED,
  );
  list.compare(
    place,
    'transformSourceObjects',
    before.transform && listed(before.transform.sources),
    after.transform && listed(after.transform.sources),
    TRANSFORM_CHANGED,
  );
  differColumnWords(before, after, place, list);
}

/**
 * The physical name of a schema or a column. Where none is stated, the name
 * itself is the physical one.
 */
export function judgePhysicalName(
  before: { name: string; physicalName?: string },
  after: { name: string; physicalName?: string },
): Judgement {
  if (
    (before.physicalName ?? before.name) === (after.physicalName ?? after.name)
  ) {
    return {
      rule: 'physical-name-stated',
      class: 'documentation',
      reason: 'The physical name is the one that it was taken for.',
    };
  }
  return before.physicalName === undefined
    ? {
        rule: 'physical-name-stated',
        class: 'compatible',
        reason: 'The physical name was not promised before.',
      }
    : {
        rule: 'physical-name-changed',
        class: 'breaking',
        reason: 'Queries name it by its physical name, and no longer find it.',
      };
}

function differType(
  before: ContractColumn,
  after: ContractColumn,
  place: ContractPath,
  list: ChangeList,
): void {
  list.compare(
    place,
    'logicalType',
    before.logicalType,
    after.logicalType,
    judgeLogicalType,
  );
  list.compare(
    place,
    'physicalType',
    before.physicalType,
    after.physicalType,
    () => judgePhysicalType(before, after),
  );
}

function judgeLogicalType(
  before: string | undefined,
  after: string | undefined,
): Judgement {
  if (before === undefined) {
    return {
      rule: 'type-stated',
      class: 'compatible',
      reason: 'The logical type was not promised before.',
    };
  }
  if (after === undefined) {
    return {
      rule: 'type-withdrawn',
      class: 'breaking',
      reason: 'Readers count on a type that is no longer promised.',
    };
  }
  if (before === 'number' && after === 'integer') {
    return {
      rule: 'type-narrowed',
      class: 'breaking',
      reason: 'Fractions have no place any more: writers of them are refused.',
    };
  }
  if (before === 'integer' && after === 'number') {
    return {
      rule: 'type-widened',
      class: 'breaking',
      reason: 'Readers that count on whole numbers meet fractions.',
    };
  }
  return {
    rule: 'type-changed',
    class: 'breaking',
    reason: `Whoever reads or writes ${before} values meets ${after} values.`,
  };
}

function judgePhysicalType(
  before: ContractColumn,
  after: ContractColumn,
): Judgement {
  if (before.physicalType === undefined) {
    return {
      rule: 'physical-type-stated',
      class: 'compatible',
      reason: 'The physical type was not promised before.',
    };
  }
  const trend =
    after.physicalType === undefined
      ? undefined
      : comparePhysicalTypes(before.physicalType, after.physicalType);
  switch (trend) {
    case 'same':
      return {
        rule: 'physical-type-reworded',
        class: 'documentation',
        reason: 'It is the same type by another name.',
      };
    case 'narrowed':
      return {
        rule: 'physical-type-narrowed',
        class: 'breaking',
        reason:
          'Values that it held have no place any more: they are cut, rounded or refused.',
      };
    case 'changed':
      return {
        rule: 'physical-type-changed',
        class: 'breaking',
        reason: 'Queries meet values of another kind.',
      };
    default:
      return before.logicalType !== undefined && after.logicalType !== undefined
        ? {
            rule: 'physical-type-changed',
            class: 'compatible',
            reason: 'The logical type is what readers were promised.',
          }
        : {
            rule: 'physical-type-changed',
            class: 'breaking',
            reason:
              'No logical type stands on both sides, so that readers count on the physical one.',
          };
  }
}

function differColumnWords(
  before: ContractColumn,
  after: ContractColumn,
  place: ContractPath,
  list: ChangeList,
): void {
  list.compareWords(
    place,
    'businessName',
    before.businessName,
    after.businessName,
  );
  list.compareWords(
    place,
    'description',
    before.description,
    after.description,
  );
  list.compareWords(
    place,
    'criticalDataElement',
    before.criticalDataElement,
    after.criticalDataElement,
  );
  list.compareWords(
    place,
    'transformDescription',
    before.transform?.description,
    after.transform?.description,
  );
  list.compareWords(
    place,
    'examples',
    listed(before.examples),
    listed(after.examples),
  );
  list.compareWords(place, 'tags', listed(before.tags), listed(after.tags));
  list.compareWords(
    place,
    'authoritativeDefinitions',
    listedUrls(before.links),
    listedUrls(after.links),
  );
  list.compareWords(
    place,
    'customProperties',
    listed(before.customProperties),
    listed(after.customProperties),
  );
}
