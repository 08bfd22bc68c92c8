import { drawWays } from './drawWays';
import { layOutImpact, NODE_HEIGHT, NODE_WIDTH } from './layOutImpact';

const node = (ref: string, depth: number, via: string) => ({
  ref,
  depth,
  via: { ref: via },
});

it('leads from the right of each to the left of those after it', () => {
  const placed = layOutImpact('start', [
    node('near', 1, 'start'),
    node('next', 2, 'near'),
    node('far', 3, 'left-out'),
  ]);
  const ends = (path: string) =>
    path
      .split('M')
      .slice(1)
      .map(line => {
        const numbers = line.split(/[C ]/).map(Number);
        return [numbers.slice(0, 2), numbers.slice(-2)];
      });
  const line = (from: string, to: string) => {
    const [a, b] = [placed.get(from)!, placed.get(to)!];
    return [
      [a.x + NODE_WIDTH, a.y + NODE_HEIGHT / 2],
      [b.x, b.y + NODE_HEIGHT / 2],
    ];
  };
  const { direct, indirect } = drawWays(placed);
  expect(ends(direct)).toEqual([line('start', 'near'), line('near', 'next')]);
  expect(ends(indirect)).toEqual([line('start', 'far')]);
});

it('draws nothing where nothing is reached', () => {
  expect(drawWays(layOutImpact('start', []))).toEqual({
    direct: '',
    indirect: '',
  });
});
