import fc from 'fast-check';
import { JsonObject, JsonValue } from '@backstage/types';
import { HandoffContent } from './Handoff';
import { handoffContent, handoffContentText } from './handoffContent';
import { handoffDifference } from './handoffDifference';

const contentOf = (spec: JsonObject, contract?: JsonValue): HandoffContent => ({
  entityRef: 'dataproduct:default/orders',
  spec,
  contract,
});

const column = (name: string, logicalType: string) => ({ name, logicalType });

describe('what is signed', () => {
  it('is the spec with its contract, without what changes by itself', () => {
    const content = handoffContent({
      apiVersion: 'handoff/v1alpha1',
      kind: 'DataProduct',
      metadata: { name: 'orders', etag: 'x' },
      spec: {
        lifecycle: 'production',
        contacts: [],
        review: { every: 'P3M' },
        version: '1.0.0',
        contract: { id: 'c' },
      },
    });
    expect(content).toEqual({
      entityRef: 'dataproduct:default/orders',
      spec: { version: '1.0.0' },
      contract: { id: 'c' },
    });
    expect(handoffContentText(content)).toBe(
      '{"contract":{"id":"c"},"entityRef":"dataproduct:default/orders","spec":{"version":"1.0.0"}}',
    );
  });
});

describe('the difference of two contents', () => {
  it('leads to the values, by the names of members', () => {
    const before = contentOf(
      { runbook: 'a', consumers: ['group:a', 'group:b'] },
      {
        schema: [
          {
            name: 'orders',
            properties: [column('id', 'integer'), column('email', 'string')],
          },
        ],
        tags: [1, 2],
      },
    );
    const after = contentOf(
      { consumers: ['group:b', 'group:c'], rollback: { procedure: 'x' } },
      {
        schema: [
          {
            name: 'orders',
            properties: [column('email', 'number'), column('id', 'integer')],
          },
        ],
        tags: [1],
      },
    );
    expect(
      handoffDifference(before, after).map(({ path, kind }) => [path, kind]),
    ).toEqual([
      ['consumers[group:a]', 'removed'],
      ['consumers[group:c]', 'added'],
      ['contract.schema[orders].properties[email].logicalType', 'changed'],
      ['contract.schema[orders].properties', 'reordered'],
      ['contract.tags', 'changed'],
      ['rollback', 'added'],
      ['runbook', 'removed'],
    ]);
    expect(
      handoffDifference(before, after, ['runbook', 'glossary']),
    ).toMatchObject([{ part: 'runbook', before: 'a' }]);
  });

  const value = fc.letrec<{ value: JsonValue }>(tie => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', 'b', 1, true, null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('name', 'id', 'x', '__proto__', 'toString'),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  })).value as fc.Arbitrary<JsonValue>;
  const content = fc
    .tuple(
      fc.dictionary(fc.constantFrom('runbook', 'access', 'inputs'), value),
      fc.option(value, { nil: undefined }),
    )
    .map(([spec, contract]) => contentOf(spec, contract));

  it('is empty exactly when the fingerprint is the same', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const same = handoffContentText(before) === handoffContentText(after);
        const changes = handoffDifference(before, after);
        expect(changes.length === 0).toBe(same);
        // And so for any part alone.
        for (const part of ['runbook', 'contract']) {
          expect(handoffDifference(before, after, [part])).toEqual(
            changes.filter(change => change.part === part),
          );
        }
        expect(handoffDifference(before, before)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
