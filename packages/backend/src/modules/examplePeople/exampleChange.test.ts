import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  brokenColumns,
  changeEffect,
  differContracts,
  ImpactIndex,
  impactInputsOf,
  readContract,
} from '@handoff/backstage-plugin-data-products-common';
import { parse, parseAllDocuments } from 'yaml';
import { contractOf } from './contractOf';
import { peopleScriptSchema } from './PeopleScript';

const EXAMPLES = resolve(__dirname, '../../../../../examples');

/** The example company, with the contracts that its products name. */
function readCompany(): Entity[] {
  return readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter(name => /^(products|paths)[/\\].*(?<!\.odcs)\.yaml$/.test(name))
    .flatMap(name => {
      const file = resolve(EXAMPLES, name);
      return parseAllDocuments(readFileSync(file, 'utf8')).map(document => {
        const entity: Entity = document.toJS();
        const contract = entity.spec?.contract as
          | { $yaml?: string }
          | undefined;
        if (contract?.$yaml) {
          entity.spec!.contract = parse(
            readFileSync(resolve(dirname(file), contract.$yaml), 'utf8'),
          );
        }
        return entity;
      });
    });
}

describe('the change that is proposed in the example company', () => {
  it('breaks two decision paths, and what three teams have', async () => {
    const { changes, agreements } = peopleScriptSchema.parse(
      parse(readFileSync(resolve(EXAMPLES, 'people.yaml'), 'utf8')),
    );
    const [change] = changes;
    const company = new Map(
      readCompany().map(entity => [stringifyEntityRef(entity), entity]),
    );
    const before = company.get('dataproduct:default/customer-360')!.spec!
      .contract;
    const after = await contractOf(change, name => resolve(EXAMPLES, name));
    const difference = differContracts(before, after);
    expect(difference.changes.map(({ rule, path }) => [rule, path])).toEqual([
      [
        'column-removed',
        expect.objectContaining({ schema: 'customers', column: 'email' }),
      ],
    ]);
    expect(changeEffect('schema', difference)).toBe('breaking');

    const index = ImpactIndex.build(
      [...company].map(([ref, entity]) => ({
        ref,
        inputs: impactInputsOf(
          entity,
          readContract(entity.spec?.contract).contract,
        ),
      })),
    );
    const affected = index
      .closure('dataproduct:default/customer-360', {
        columns: brokenColumns(difference.changes),
      })
      .nodes()
      .map(({ ref }) => ref);
    expect(
      affected.filter(ref => ref.startsWith('decisionpath:')).sort(),
    ).toEqual([
      'decisionpath:default/churn-outreach',
      'decisionpath:default/monthly-active-customers',
    ]);
    const owners = affected
      .map(ref => String(company.get(ref)?.spec?.owner))
      .filter(owner => owner.startsWith('group:'));
    const signed = agreements
      .filter(
        ({ entity, steps }) =>
          entity === change.entity &&
          steps.filter(step => 'sign' in step).length === 2,
      )
      .map(({ consumer }) => consumer.replace('default/', ''));
    expect([...new Set([...owners, ...signed])].sort()).toEqual([
      'group:analytics',
      'group:finance',
      'group:growth',
    ]);
  });
});
