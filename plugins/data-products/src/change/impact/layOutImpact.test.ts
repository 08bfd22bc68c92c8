import fc from 'fast-check';
import { layOutImpact, NODE_HEIGHT, NODE_WIDTH } from './layOutImpact';

const node = (ref: string, depth: number, via: string) => ({
  ref,
  depth,
  via: { ref: via },
});

/** What a server may answer: each reached from something nearer by one. */
const answers = fc
  .array(fc.nat(), { minLength: 1, maxLength: 60 })
  .map(choices => {
    const depths = new Map([['start', 0]]);
    const refs = ['start'];
    const nodes = choices.map((choice, index) => {
      const via = refs[choice % refs.length];
      const ref = `n${index}`;
      depths.set(ref, depths.get(via)! + 1);
      refs.push(ref);
      return node(ref, depths.get(ref)!, via);
    });
    return nodes.sort((a, b) => a.depth - b.depth);
  });

describe('layOutImpact', () => {
  it('puts steps into columns, and a parent level with its children', () => {
    const placed = layOutImpact('start', [
      node('a', 1, 'start'),
      node('b', 1, 'start'),
      node('a1', 2, 'a'),
      node('a2', 2, 'a'),
    ]);
    expect([...placed.keys()]).toEqual(['start', 'a', 'a1', 'a2', 'b']);
    const { a, a1, a2, b, start } = Object.fromEntries(placed);
    expect(a.y).toBe((a1.y + a2.y) / 2);
    expect(start.y).toBe((a.y + b.y) / 2);
    expect(a.x - start.x).toBe(a1.x - a.x);
    expect(start.children).toEqual(['a', 'b']);
  });

  it('leads to what is reached over what a filter leaves out', () => {
    const placed = layOutImpact('start', [node('far', 3, 'left-out')]);
    expect(placed.get('far')).toMatchObject({
      parent: 'start',
      isIndirect: true,
    });
  });

  it('places everything once, without overlaps', () => {
    fc.assert(
      fc.property(answers, nodes => {
        const placed = [...layOutImpact('start', nodes).values()];
        expect(placed.map(({ ref }) => ref).sort()).toEqual(
          ['start', ...nodes.map(({ ref }) => ref)].sort(),
        );
        for (const one of placed) {
          for (const other of placed) {
            expect(
              one === other ||
                Math.abs(one.x - other.x) > NODE_WIDTH ||
                Math.abs(one.y - other.y) > NODE_HEIGHT,
            ).toBe(true);
          }
        }
      }),
    );
  });

  it('takes a chain of ten thousand without running out of stack', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      node(`n${index}`, index + 1, index ? `n${index - 1}` : 'start'),
    );
    expect(layOutImpact('start', chain).size).toBe(10_001);
  });
});
