import { Entity } from '@backstage/catalog-model';
import { ContractReading } from '../contract';
import { DocumentObject } from '../contract/DocumentObject';
import { ReadingLog } from '../contract/ReadingLog';
import { CRITICALITIES, Criticality } from '../kinds';
import { Promises } from './Objective';
import { PromiseBook } from './PromiseBook';
import { readQualityPromises } from './readQualityPromises';
import { readSlaPromises } from './readSlaPromises';
import { readSpecPromises } from './readSpecObjectives';

/**
 * Everything that an entity promises, in one form: its own objectives,
 * response times and renewal, then its contract's SLA properties, then its
 * contract's quality rules that have a threshold.
 *
 * Each objective has a name of its own: the declared one, or one made of what
 * it promises of which element. A name that a later source would take again
 * gets an addition, so that adding a promise at the end renames no other.
 *
 * It never throws. What cannot be understood is among the problems, with a
 * pointer into the entity; what is malformed in the contract itself is among
 * the problems of its reading, and not repeated.
 *
 * @param reading - the contract's, when the entity has one
 * @public
 */
export function readPromises(
  entity: Entity,
  reading: ContractReading | undefined,
): Promises {
  const book = new PromiseBook();
  const log = new ReadingLog();
  const spec = entity.spec
    ? DocumentObject.root(entity.spec, '/spec', log)
    : undefined;
  const criticality: Criticality =
    CRITICALITIES.find(known => known === entity.spec?.criticality) ?? 'medium';
  if (spec) {
    readSpecPromises(spec, criticality, book);
    book.addProblems(log.problems());
  }
  if (reading?.contract) {
    readSlaPromises(reading.contract.slaProperties, criticality, book);
    readQualityPromises(reading.contract.quality, criticality, book);
  }
  return book.promises();
}
