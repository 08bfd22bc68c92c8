import { CheckBook } from '../checks/CheckBook';
import { kindOfCheck } from '../checks/kindOfCheck';
import { fieldOf, pointerTo, textField } from '../jsonValue';
import { PipelineRemark } from '../PipelineObservation';
import { quote } from '../quote';
import { describeGot } from '../describeGot';
import { LineageDataset } from './LineageDataset';
import { LineageRun } from './LineageRun';

/** Reads the facet `dataQualityAssertions`: tests of a dataset and whether they passed. */
export function readAssertions(
  { dataset, table, facets }: LineageDataset,
  { at }: LineageRun,
  checks: CheckBook,
  refused: PipelineRemark[],
): void {
  const facet = facets.dataQualityAssertions;
  if (!facet) {
    return;
  }
  const assertions = fieldOf(facet.value, 'assertions') ?? [];
  if (!Array.isArray(assertions)) {
    refused.push({
      where: facet.where + pointerTo('assertions'),
      reason: `must be a list, but is ${describeGot(assertions)}`,
    });
    return;
  }
  assertions.forEach((assertion: unknown, index) => {
    const name = textField(assertion, 'assertion');
    const success = fieldOf(assertion, 'success');
    if (!name || typeof success !== 'boolean') {
      const field = name ? 'success' : 'assertion';
      refused.push({
        where: facet.where + pointerTo('assertions', index),
        reason: `"${field}" must be ${
          name ? 'true or false' : 'the name of the test'
        }, but is ${describeGot(fieldOf(assertion, field))}`,
      });
      return;
    }
    const { indicator, counts } = kindOfCheck(name);
    checks.add(
      {
        datasets: [dataset],
        table,
        column: textField(assertion, 'column'),
        indicator,
      },
      {
        name: quote(name),
        outcome: success ? 'passed' : 'failed',
        counts,
        at,
      },
    );
  });
}
