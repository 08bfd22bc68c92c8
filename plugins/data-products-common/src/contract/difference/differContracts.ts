import { InputError } from '@backstage/errors';
import { Contract, ContractReading } from '../Contract';
import { readContract } from '../readContract';
import { ChangeList } from './ChangeList';
import {
  ContractChange,
  ContractDifference,
  VersionStep,
} from './ContractDifference';
import { differQuality } from './differQuality';
import { differSchemas } from './differSchemas';
import { differSla } from './differSla';
import { differTerms } from './differTerms';

/**
 * Compares two Open Data Contract Standard documents, and judges each change by
 * what it does to those who use the data.
 *
 * Everything is found by its name: the order of schemas, columns and rules says
 * nothing, and a new name is something removed and something added. Judged is
 * strictly: what cannot be shown to be as good as before counts as breaking. A
 * change of what a column may hold is breaking in either direction, for
 * writers or for readers. Whatever belongs to a schema or column that is not in
 * both comes and goes with it, and is not listed again.
 *
 * The time it takes grows with the size of the documents, never with its
 * square.
 *
 * @param before - plain data, as a YAML or JSON parser gives it
 * @param after - the same, of the later contract
 * @throws InputError when one of them is no data contract at all.
 * @public
 */
export function differContracts(
  before: unknown,
  after: unknown,
): ContractDifference {
  const [old, now] = [readContract(before), readContract(after)];
  const [oldContract, nowContract] = [
    contractOf(old, 'before'),
    contractOf(now, 'after'),
  ];
  const list = new ChangeList();
  const { suggestedRenames, unpaired } = differSchemas(
    oldContract.schemas,
    nowContract.schemas,
    list,
  );
  differQuality(oldContract, nowContract, unpaired, list);
  differSla(oldContract.slaProperties, nowContract.slaProperties, list);
  differTerms(oldContract, nowContract, unpaired, list);
  return {
    changes: list.changes,
    suggestedRenames,
    step: demandedStep(list.changes),
    versions: { before: oldContract.version, after: nowContract.version },
    complete: !old.incomplete && !now.incomplete,
    problems: { before: old.problems, after: now.problems },
  };
}

/**
 * The step of the version that changes demand: a major one for any that is
 * breaking, else a minor one for any that is compatible, else a patch.
 *
 * @public
 */
export function demandedStep(
  changes: readonly Pick<ContractChange, 'class'>[],
): VersionStep {
  const has = (wanted: ContractChange['class']) =>
    changes.some(change => change.class === wanted);
  if (has('breaking')) {
    return 'major';
  }
  if (has('compatible')) {
    return 'minor';
  }
  return has('documentation') ? 'patch' : 'none';
}

function contractOf(
  reading: ContractReading,
  side: 'before' | 'after',
): Contract {
  if (!reading.contract) {
    const [problem] = reading.problems;
    throw new InputError(
      `The contract ${side} the change is no ODCS data contract, so that nothing can be compared: ${
        problem?.pointer || '/'
      } ${problem?.message}`,
    );
  }
  return reading.contract;
}
