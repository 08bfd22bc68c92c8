import fc from 'fast-check';
import { ImpactEdgeKind, ImpactNode } from './impactEdges';
import { ClosureOptions, ImpactIndex } from './ImpactIndex';

const product = (name: string) => `dataproduct:default/${name}`;
const path = (name: string) => `decisionpath:default/${name}`;

function node(
  ref: string,
  ...inputs: [ref: string, kind?: ImpactEdgeKind, reads?: string[]][]
): ImpactNode {
  return {
    ref,
    inputs: inputs.map(([input, kind, reads]) => ({
      ref: input,
      kind: kind ?? 'dependsOn',
      ...(reads && { reads }),
    })),
  };
}

const COMPANY = [
  node(product('crm')),
  node(
    product('customers'),
    [product('crm'), 'contractInput', ['accounts.email', 'accounts.id']],
    ['glossaryterm:default/customer', 'glossary'],
  ),
  node(product('ids'), [product('crm'), 'contractInput', ['accounts.id']]),
  node(product('kpis'), [product('customers')], [product('ids'), 'lineage']),
  node(path('budget'), [product('kpis'), 'step'], [product('crm'), 'step']),
];

function refsOf(
  index: ImpactIndex,
  from: string | string[],
  options?: ClosureOptions,
): string[] {
  return index
    .closure(from, options)
    .nodes()
    .map(({ ref }) => ref);
}

/** The depth of everything that is reached, by an array and a map. */
function naiveDepths(
  nodes: readonly ImpactNode[],
  from: string,
  options: ClosureOptions,
): Map<string, number> {
  const edges = nodes.flatMap(({ ref, inputs }) =>
    inputs.map(input => ({ ...input, source: input.ref, dependent: ref })),
  );
  const depths = new Map([[from, 0]]);
  for (let depth = 0; depth < (options.depth ?? Infinity); depth++) {
    const found = edges.filter(
      ({ source, dependent, kind, reads }) =>
        depths.get(options.direction === 'upstream' ? dependent : source) ===
          depth &&
        (options.edgeKinds?.includes(kind) ?? true) &&
        (depth > 0 ||
          !options.columns ||
          options.direction === 'upstream' ||
          !reads ||
          reads.some(column => options.columns!.includes(column))),
    );
    let news = 0;
    for (const { source, dependent } of found) {
      const end = options.direction === 'upstream' ? source : dependent;
      if (!depths.has(end)) {
        depths.set(end, depth + 1);
        news += 1;
      }
    }
    if (news === 0) {
      break;
    }
  }
  depths.delete(from);
  return depths;
}

const refs = Array.from({ length: 12 }, (_, i) =>
  i % 3 === 0 ? path(`p${i}`) : product(`p${i}`),
);
const inputArbitrary = fc.record(
  {
    ref: fc.constantFrom(...refs),
    kind: fc.constantFrom<ImpactEdgeKind>('dependsOn', 'step', 'lineage'),
    reads: fc.subarray(['t.a', 't.b', 't.c']),
  },
  { requiredKeys: ['ref', 'kind'] },
);
const nodeArbitrary = fc.record({
  ref: fc.constantFrom(...refs),
  inputs: fc.array(inputArbitrary, { maxLength: 4 }),
});
const optionsArbitrary: fc.Arbitrary<ClosureOptions> = fc.record(
  {
    direction: fc.constantFrom('downstream' as const, 'upstream' as const),
    depth: fc.integer({ min: 1, max: 5 }),
    edgeKinds: fc.subarray<ImpactEdgeKind>(['dependsOn', 'step', 'lineage'], {
      minLength: 1,
    }),
    columns: fc.subarray(['t.a', 't.b', 't.c']),
  },
  { requiredKeys: [] },
);

describe('ImpactIndex', () => {
  const index = ImpactIndex.build(COMPANY);

  it('finds everything downstream, nearest first, and upstream', () => {
    expect(index.closure(product('crm')).nodes()).toEqual([
      { ref: product('customers'), depth: 1, missing: false },
      { ref: product('ids'), depth: 1, missing: false },
      { ref: path('budget'), depth: 1, missing: false },
      { ref: product('kpis'), depth: 2, missing: false },
    ]);
    expect(
      refsOf(index, path('budget'), { direction: 'upstream', depth: 1 }),
    ).toEqual([product('kpis'), product('crm')]);
  });

  it('tells a shortest way, with what is read in each step', () => {
    const closure = index.closure(product('crm'), { kinds: ['DecisionPath'] });
    expect(closure.size).toBe(1);
    expect(closure.has(path('budget'))).toBe(true);
    expect(closure.has(product('kpis'))).toBe(false);
    // The way leads through what is not listed.
    expect(closure.wayTo(product('kpis'))).toEqual([
      {
        from: product('crm'),
        to: product('customers'),
        kind: 'contractInput',
        reads: ['accounts.email', 'accounts.id'],
      },
      { from: product('customers'), to: product('kpis'), kind: 'dependsOn' },
    ]);
    expect(closure.wayTo(product('crm'))).toEqual([]);
    expect(closure.wayTo('glossaryterm:default/customer')).toBeUndefined();
  });

  it('says that there is more behind a depth', () => {
    const near = index.closure(product('crm'), { depth: 1 });
    expect(near.size).toBe(3);
    expect(near.complete).toBe(false);
    expect(index.closure(product('crm'), { depth: 2 }).complete).toBe(true);
  });

  it('follows only the kinds of dependencies that are asked for', () => {
    expect(refsOf(index, product('crm'), { edgeKinds: ['step'] })).toEqual([
      path('budget'),
    ]);
  });

  it('leaves out who reads none of the columns, and takes who may for affected', () => {
    const affected = (...columns: string[]) =>
      refsOf(index, product('crm'), {
        columns,
        edgeKinds: ['contractInput', 'dependsOn', 'lineage'],
      });
    expect(affected('accounts.phone')).toEqual([]);
    expect(affected('accounts.email')).toEqual([
      product('customers'),
      product('kpis'),
    ]);
    expect(affected('accounts.id')).toEqual([
      product('customers'),
      product('ids'),
      product('kpis'),
    ]);
    // A schema holds its columns, and a name that only starts alike does not.
    expect(affected('accounts')).toContain(product('ids'));
    expect(affected('accounts.id.part')).toContain(product('ids'));
    expect(affected('accounts.identity')).toEqual([]);
    // A step does not say what it reads.
    expect(refsOf(index, product('crm'), { columns: ['accounts.x'] })).toEqual([
      path('budget'),
    ]);
  });

  it('reads nothing where it is known that nothing is read', () => {
    const careful = ImpactIndex.build([
      node('a'),
      node('b', ['a', 'lineage', []]),
    ]);
    expect(refsOf(careful, 'a', { columns: ['t.x'] })).toEqual([]);
    expect(refsOf(careful, 'a')).toEqual(['b']);
  });

  it('keeps what is missing, until it comes', () => {
    const growing = ImpactIndex.build(COMPANY);
    const term = 'glossaryterm:default/customer';
    expect(growing.has(term)).toBe(false);
    expect(
      growing
        .closure(product('kpis'), { direction: 'upstream' })
        .nodes()
        .find(({ ref }) => ref === term),
    ).toEqual({ ref: term, depth: 2, missing: true });
    expect(refsOf(growing, term)).toContain(path('budget'));
    growing.set(node(term, ['a:b/source']));
    expect(growing.has(term)).toBe(true);
    expect(refsOf(growing, 'a:b/source')).toContain(path('budget'));
    growing.remove(term);
    expect(growing.has(term)).toBe(false);
    expect(refsOf(growing, 'a:b/source')).toEqual([]);
    expect(refsOf(growing, term)).toContain(path('budget'));
    expect(refsOf(growing, 'unheard:of/it')).toEqual([]);
  });

  it('tells when something is its own ancestor', () => {
    const circle = ImpactIndex.build([
      node('a', ['c']),
      node('b', ['a'], ['b']),
      node('c', ['b']),
    ]);
    expect(circle.closure('a').cyclic).toBe(true);
    expect(refsOf(circle, 'a')).toEqual(['b', 'c']);
    expect(circle.closure('b', { depth: 1 }).cyclic).toBe(true);
    expect(index.closure(product('crm')).cyclic).toBe(false);
  });

  it('starts at several at once, each at depth 0', () => {
    const closure = index.closure([product('customers'), product('crm')]);
    expect(closure.has(product('customers'))).toBe(false);
    expect(closure.nodes(0, 2).map(({ depth }) => depth)).toEqual([1, 1]);
    expect(closure.size).toBe(3);
  });

  it('refuses a kind of dependency that there is not, and stays as it was', () => {
    const steady = ImpactIndex.build(COMPANY);
    expect(() =>
      steady.set(node(product('ids'), ['a', 'guess' as ImpactEdgeKind])),
    ).toThrow('"guess" is not a kind of dependency: use one of dependsOn');
    expect(refsOf(steady, product('crm'))).toEqual(
      refsOf(index, product('crm')),
    );
  });

  it('lets a closure stand while the index goes on', () => {
    const moving = ImpactIndex.build(COMPANY);
    const closure = moving.closure(product('crm'));
    const way = closure.wayTo(product('kpis'));
    moving.remove(product('customers'));
    moving.set(node('late', [product('crm'), 'lineage', ['x.y']]));
    moving.compact();
    moving.closure('late');
    expect(closure.size).toBe(4);
    expect(closure.wayTo(product('kpis'))).toEqual(way);
  });

  it('reaches what a search through all edges does, whatever has changed since', () => {
    fc.assert(
      fc.property(
        fc.array(nodeArbitrary, { maxLength: 15 }),
        fc.array(
          fc.oneof(
            nodeArbitrary,
            fc.constantFrom(...refs),
            fc.constant('compact' as const),
          ),
          { maxLength: 10 },
        ),
        fc.constantFrom(...refs),
        optionsArbitrary,
        (nodes, changes, from, options) => {
          const changing = ImpactIndex.build(nodes);
          const now = new Map(nodes.map(each => [each.ref, each]));
          for (const change of changes) {
            if (change === 'compact') {
              changing.compact();
            } else if (typeof change === 'string') {
              changing.remove(change);
              now.delete(change);
            } else {
              changing.set(change);
              now.set(change.ref, change);
            }
          }
          const all = [...now.values()];
          expect(changing.edgeCount).toBe(
            all.reduce((sum, { inputs }) => sum + inputs.length, 0),
          );
          const closure = changing.closure(from, options);
          const depths = naiveDepths(all, from, options);
          expect(
            new Map(closure.nodes().map(({ ref, depth }) => [ref, depth])),
          ).toEqual(depths);
          expect(closure.complete).toBe(
            naiveDepths(all, from, { ...options, depth: undefined }).size ===
              depths.size,
          );
          for (const { ref, depth, missing } of closure.nodes()) {
            expect(missing).toBe(!now.has(ref));
            const way = closure.wayTo(ref)!;
            expect(way).toHaveLength(depth);
            expect(way[0].from).toBe(from);
            expect(way[way.length - 1].to).toBe(ref);
            way.forEach((step, i) => {
              expect(i === 0 || way[i - 1].to === step.from).toBe(true);
              const [source, dependent] =
                options.direction === 'upstream'
                  ? [step.to, step.from]
                  : [step.from, step.to];
              expect(now.get(dependent)?.inputs).toContainEqual({
                ref: source,
                kind: step.kind,
                ...(step.reads && { reads: step.reads }),
              });
            });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
