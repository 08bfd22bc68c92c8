import { stringifyEntityRef } from '@backstage/catalog-model';
import fc from 'fast-check';
import { GOOD_CASES } from './__fixtures__/conformanceCases';
import { DataProductEntity, DecisionPathEntity } from './entities';
import { getEntityRelations } from './getEntityRelations';
import { HANDOFF_RELATIONS } from './relations';

function read(name: string) {
  const found = GOOD_CASES.find(item => item.name === name);
  return getEntityRelations(found!.entity).map(
    ({ source, type, target }) =>
      `${stringifyEntityRef(source)} ${type} ${stringifyEntityRef(target)}`,
  );
}

const PRODUCT = 'dataproduct:default/subject';
const PATH = 'decisionpath:default/subject';

describe('getEntityRelations', () => {
  it('reads every field of a product, in both directions', () => {
    expect(read('a full product')).toEqual([
      `${PRODUCT} ownedBy group:default/customer-data`,
      `group:default/customer-data ownerOf ${PRODUCT}`,
      `${PRODUCT} producedBy group:default/crm-platform`,
      `group:default/crm-platform producerOf ${PRODUCT}`,
      `${PRODUCT} stewardedBy user:default/customer-steward`,
      `user:default/customer-steward stewardOf ${PRODUCT}`,
      `${PRODUCT} operatedBy group:default/data-platform`,
      `group:default/data-platform operatorOf ${PRODUCT}`,
      `${PRODUCT} consumedBy group:default/finance`,
      `group:default/finance consumerOf ${PRODUCT}`,
      `${PRODUCT} consumedBy group:default/growth`,
      `group:default/growth consumerOf ${PRODUCT}`,
      `${PRODUCT} schemaApprovedBy group:default/data-governance`,
      `group:default/data-governance schemaApproverOf ${PRODUCT}`,
      `${PRODUCT} qualityMonitoredBy group:default/customer-data`,
      `group:default/customer-data qualityMonitorOf ${PRODUCT}`,
      `${PRODUCT} dependsOn dataproduct:default/crm-accounts`,
      `dataproduct:default/crm-accounts dependencyOf ${PRODUCT}`,
      `${PRODUCT} dependsOn component:default/web-events`,
      `component:default/web-events dependencyOf ${PRODUCT}`,
      `${PRODUCT} definedBy glossaryterm:default/active-customer`,
      `glossaryterm:default/active-customer defines ${PRODUCT}`,
      `${PRODUCT} partOf domain:default/customer`,
      `domain:default/customer hasPart ${PRODUCT}`,
    ]);
  });

  it("reads a path's steps in order, and its deciders", () => {
    expect(read('a full path')).toEqual([
      `${PATH} ownedBy user:default/growth-lead`,
      `user:default/growth-lead ownerOf ${PATH}`,
      `${PATH} dependsOn component:default/web-events`,
      `component:default/web-events dependencyOf ${PATH}`,
      `${PATH} dependsOn glossaryterm:default/active-customer`,
      `glossaryterm:default/active-customer dependencyOf ${PATH}`,
      `${PATH} dependsOn dataproduct:default/customer-360`,
      `dataproduct:default/customer-360 dependencyOf ${PATH}`,
      `${PATH} decidedBy group:default/executives`,
      `group:default/executives deciderOf ${PATH}`,
    ]);
  });

  it('completes refs with the default kind and the namespace of the entity', () => {
    const product: DataProductEntity = {
      apiVersion: 'handoff/v1alpha1',
      kind: 'DataProduct',
      metadata: { name: 'a', namespace: 'shop' },
      spec: {
        type: 'aggregate',
        lifecycle: 'production',
        owner: 'team',
        inputs: ['b', 'B', 'default/c'],
      },
    };
    const forward = getEntityRelations(product).filter(
      ({ source }) => source.name === 'a',
    );
    expect(forward.map(({ target }) => stringifyEntityRef(target))).toEqual([
      'group:shop/team',
      'dataproduct:shop/b',
      'dataproduct:default/c',
    ]);
  });

  it('leaves out what is malformed, and namesakes of other APIs have none', () => {
    const path = {
      apiVersion: 'handoff/v1alpha1',
      kind: 'DecisionPath',
      metadata: { name: 'a' },
      spec: {
        owner: 'component:web',
        stewards: [7, ':', 'user:b'],
        steps: [{}, 'x', { entity: 'c' }],
      },
    } as unknown as DecisionPathEntity;
    expect(getEntityRelations(path).map(({ type }) => type)).toEqual([
      'stewardedBy',
      'stewardOf',
      'dependsOn',
      'dependencyOf',
    ]);
    expect(getEntityRelations({ ...path, kind: 'Component' })).toEqual([]);
  });

  it('has each type once, and gives both directions of anything', () => {
    const types = HANDOFF_RELATIONS.flatMap(({ forward, reverse }) => [
      forward.type,
      reverse.type,
    ]);
    expect(new Set(types).size).toBe(22);

    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('owner', 'stewards', 'inputs', 'glossary', 'domain'),
          fc.jsonValue(),
        ),
        spec => {
          const relations = getEntityRelations({
            apiVersion: 'handoff/v1alpha1',
            kind: 'DataProduct',
            metadata: { name: 'a' },
            spec: spec as DataProductEntity['spec'],
          });
          expect(relations.length % 2).toBe(0);
        },
      ),
    );
  });
});
