import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { parse } from 'yaml';
import { BAD_CASES, GOOD_CASES } from '../__fixtures__/conformanceCases';
import { HANDOFF_API_VERSION, HANDOFF_KINDS } from '../entities';
import { HANDOFF_KIND_SCHEMAS } from '../schema';
import {
  assertHandoffEntity,
  validateHandoffEntity,
} from './validateHandoffEntity';

/** What stands at a JSON Pointer; `undefined` when nothing does. */
function resolvePointer(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<any>((value, part) => value?.[part], document);
}

describe('validateHandoffEntity', () => {
  it('is held to a table of some size, without namesakes', () => {
    const names = [...GOOD_CASES, ...BAD_CASES].map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(GOOD_CASES)('accepts $name', ({ entity }) => {
    expect(validateHandoffEntity(entity)).toEqual([]);
    expect(() => assertHandoffEntity(entity)).not.toThrow();
  });

  it.each(BAD_CASES)('refuses $name', ({ entity, says, count }) => {
    const problems = validateHandoffEntity(entity);
    expect(problems.map(({ message }) => message)).toHaveLength(count);
    for (const problem of problems) {
      expect(problem.message).toContain(problem.field);
      expect(resolvePointer(entity, problem.pointer)).toEqual(problem.value);
    }

    expect(() => assertHandoffEntity(entity)).toThrow(InputError);
    for (const part of says) {
      expect(() => assertHandoffEntity(entity)).toThrow(part);
    }
  });

  it('reports what every entity must have, in the same words', () => {
    const problems = validateHandoffEntity({
      apiVersion: HANDOFF_API_VERSION,
      kind: 'GlossaryTerm',
      metadata: { name: 7 },
      spec: { definition: 'x' },
    });
    expect(problems).toEqual([
      expect.objectContaining({
        pointer: '/metadata/name',
        field: 'metadata.name',
        message: expect.stringMatching(/^metadata\.name must be string/),
      }),
    ]);
  });

  it('says what a document is that is no entity at all', () => {
    expect(validateHandoffEntity(null)).toEqual([
      {
        pointer: '',
        field: '',
        value: null,
        message: 'the entity is empty; must be a map',
      },
    ]);
    expect(() => assertHandoffEntity([])).toThrow('a list of 0 items');
  });

  it('takes dates and durations as the YAML parser of the catalog gives them', () => {
    const entity = parse(`
      apiVersion: ${HANDOFF_API_VERSION}
      kind: DataProduct
      metadata: { name: a }
      spec:
        type: aggregate
        lifecycle: production
        owner: group:a
        version: 2.3.0
        review: { every: P3M, last: 2026-10-01 }
        renewal: 2027-01-31
    `);
    expect(entity.spec.review.last).toBe('2026-10-01');
    expect(validateHandoffEntity(entity)).toEqual([]);
  });

  it('accepts the example in each schema', () => {
    for (const schema of Object.values(HANDOFF_KIND_SCHEMAS)) {
      for (const example of schema.examples as unknown as Entity[]) {
        expect(validateHandoffEntity(example)).toEqual([]);
      }
    }
  });

  it('uses no keyword that the model layer refuses', () => {
    expect(JSON.stringify(HANDOFF_KIND_SCHEMAS)).not.toMatch(/"format":/);
  });

  it('never throws, whatever it is given', () => {
    const kind = fc.constantFrom(...HANDOFF_KINDS);
    const noise = fc.record({
      apiVersion: fc.constant(HANDOFF_API_VERSION),
      kind,
      metadata: fc.oneof(fc.record({ name: fc.string() }), fc.jsonValue()),
      spec: fc.oneof(
        fc.dictionary(
          fc.oneof(
            fc.constantFrom(
              'owner',
              'steps',
              'objectives',
              'escalation',
              'review',
              'contacts',
              'inputs',
              '__proto__',
            ),
            fc.string(),
          ),
          fc.jsonValue(),
        ),
        fc.jsonValue(),
      ),
    });
    fc.assert(
      fc.property(fc.oneof(noise, fc.jsonValue()), document => {
        const problems = validateHandoffEntity(document);
        const pointers = problems.map(({ pointer }) => pointer);
        expect(new Set(pointers).size).toBe(pointers.length);
        expect(problems.every(({ message }) => message.length > 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds any single mistyped letter of a field', () => {
    const names = Object.keys(
      (HANDOFF_KIND_SCHEMAS.DataProduct.allOf[1] as any).properties.spec
        .properties,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...names.filter(name => name.length > 5)),
        fc.nat(),
        (name, at) => {
          const cut = at % name.length;
          const typo = name.slice(0, cut) + name.slice(cut + 1);
          fc.pre(!names.includes(typo));
          const [problem] = validateHandoffEntity({
            apiVersion: HANDOFF_API_VERSION,
            kind: 'DataProduct',
            metadata: { name: 'a' },
            spec: {
              type: 'aggregate',
              lifecycle: 'production',
              owner: 'a',
              [typo]: 1,
            },
          });
          expect(problem.message).toMatch(
            new RegExp(`did you mean (\\w+ or )*${name}( or \\w+)*\\?`),
          );
        },
      ),
    );
  });

  it('answers at once for hostile input', () => {
    const started = performance.now();
    const problems = validateHandoffEntity({
      apiVersion: HANDOFF_API_VERSION,
      kind: 'DataProduct',
      metadata: { name: 'a' },
      spec: {
        type: 'aggregate',
        lifecycle: 'production',
        owner: `group:${'a'.repeat(200_000)} `,
        version: `${'1'.repeat(200_000)}.`,
        purpose: ' '.repeat(200_000),
        review: { every: `P${'1'.repeat(200_000)}` },
        ['x'.repeat(200_000)]: 1,
      },
    });
    expect(problems).toHaveLength(5);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
