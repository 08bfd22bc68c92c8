import { describeGot } from '../describeGot';
import { fieldOf, pointerTo, recordField, textField } from '../jsonValue';
import { PipelineRemark } from '../PipelineObservation';
import { LineageDataset, LineageFacet } from './LineageDataset';

/** More than any real table has; whoever reads so many may read any. */
const MAX_COLUMNS = 5_000;

/** As long as a column may be that is asked for. */
const MAX_NAME = 300;

/**
 * Reads the facet `columnLineage` of an output: of which columns of which
 * inputs its columns are made (`fields`), and which it was filtered, joined or
 * sorted by (`dataset`, from version 1-2-0 on).
 *
 * A part that cannot be read may name any column. The whole facet then says
 * nothing: who seems to read less than they do would be broken unawares.
 *
 * @param refused - takes what cannot be read
 * @returns the columns that are read of each dataset, by its name. Of those
 *   that are not named nothing is known; `undefined` when of none.
 */
export function readColumnLineage(
  { facets, isOutput }: LineageDataset,
  refused: PipelineRemark[],
): Map<string, Set<string>> | undefined {
  const facet = facets.columnLineage;
  // What is deleted says that earlier events no longer hold.
  if (!facet || !isOutput || fieldOf(facet.value, '_deleted') === true) {
    return undefined;
  }
  const refuse = (path: readonly (string | number)[], reason: string) => {
    refused.push({
      where: facet.where + pointerTo(...path),
      reason: `${reason}; any column counts as read until it is mended`,
    });
  };
  const sources = sourcesOf(facet, refuse);
  if (!sources) {
    return undefined;
  }
  const reads = new Map<string, Set<string>>();
  let columns = 0;
  for (const { path, value } of sources) {
    const namespace = fieldOf(value, 'namespace');
    const name = textField(value, 'name');
    const field = textField(value, 'field');
    if (typeof namespace !== 'string' || !name || !field) {
      refuse(path, 'an input field needs "namespace", "name" and "field"');
      return undefined;
    }
    if (field.length > MAX_NAME) {
      refuse(
        path,
        `the name of a column may have ${MAX_NAME} characters, but has ${field.length}`,
      );
      return undefined;
    }
    const dataset = `${namespace}/${name}`;
    const read = reads.get(dataset) ?? new Set();
    reads.set(dataset, read);
    columns += read.has(field) ? 0 : 1;
    read.add(field);
    if (columns > MAX_COLUMNS) {
      refuse(
        [],
        `a dataset may be made of ${MAX_COLUMNS} columns, but more are named`,
      );
      return undefined;
    }
  }
  return reads;
}

/** All that the facet names as an input field, with where it is; nothing when it is malformed. */
function sourcesOf(
  { value: facet }: LineageFacet,
  refuse: (path: readonly (string | number)[], reason: string) => void,
): { path: (string | number)[]; value: unknown }[] | undefined {
  const fields = recordField(facet, 'fields');
  if (!fields) {
    refuse(
      ['fields'],
      `"fields" must be an object of columns, but is ${describeGot(
        fieldOf(facet, 'fields'),
      )}`,
    );
    return undefined;
  }
  const lists: { path: string[]; list: unknown }[] = Object.keys(fields).map(
    column => ({
      path: ['fields', column, 'inputFields'],
      list: fieldOf(fieldOf(fields, column), 'inputFields'),
    }),
  );
  if (fieldOf(facet, 'dataset') !== undefined) {
    lists.push({ path: ['dataset'], list: fieldOf(facet, 'dataset') });
  }
  const sources: { path: (string | number)[]; value: unknown }[] = [];
  for (const { path, list } of lists) {
    if (!Array.isArray(list)) {
      refuse(
        path,
        `must be a list of input fields, but is ${describeGot(list)}`,
      );
      return undefined;
    }
    list.forEach((value: unknown, index) =>
      sources.push({ path: [...path, index], value }),
    );
  }
  return sources;
}
