import { ContractEvidence } from '../readiness/Evidence';
import { ContractReading } from './Contract';

/** More than this nobody mends at once; the count says how many there are. */
const LISTED_ERRORS = 5;

/**
 * The facts of a contract that readiness checks judge. A document that is no
 * contract at all counts nothing, and says why in its errors.
 *
 * @public
 */
export function summarizeContract(reading: ContractReading): ContractEvidence {
  const schemas = reading.contract?.schemas ?? [];
  const columns = schemas.flatMap(schema => schema.columns);
  const quality = reading.contract?.quality ?? [];
  const errors = reading.problems.filter(
    problem => problem.severity === 'error',
  );
  return {
    version: reading.contract?.version,
    status: reading.contract?.status,
    schemas: schemas.length,
    columns: columns.length,
    keyed: schemas.filter(schema => schema.primaryKey.length > 0).length,
    grained: schemas.filter(schema => schema.grain).length,
    described: columns.filter(
      column => column.description || column.businessName,
    ).length,
    qualityRules: quality.length,
    thresholds: quality.filter(rule => rule.threshold).length,
    errors: errors
      .slice(0, LISTED_ERRORS)
      .map(({ pointer, message }) => `${pointer || '/'}: ${message}`),
    errorCount: errors.length,
  };
}
