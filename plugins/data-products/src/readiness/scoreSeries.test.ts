import fc from 'fast-check';
import { Transitions } from '@handoff/backstage-plugin-data-products-common';
import { scoreSeries } from './scoreSeries';

const NOW = new Date('2026-11-21T00:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

function step(daysAgo: number, score: number, before?: number) {
  return {
    at: new Date(NOW.getTime() - daysAgo * DAY_MS).toISOString(),
    score,
    level: 'ready' as const,
    previous:
      before === undefined
        ? undefined
        : { score: before, level: 'ready' as const },
    changes: [],
  };
}

describe('scoreSeries', () => {
  it('holds each score until the next transition', () => {
    expect(scoreSeries([step(45, 80, 60)], NOW, 90)).toEqual({
      points: [
        { x: 0, score: 60 },
        { x: 0.5, score: 60 },
        { x: 0.5, score: 80 },
        { x: 1, score: 80 },
      ],
      from: 60,
      to: 80,
      since: '2026-08-23T00:00:00.000Z',
    });
  });

  it('begins with the first evaluation when there was none before', () => {
    expect(scoreSeries([step(45, 80)], NOW, 90)).toMatchObject({
      points: [
        { x: 0, score: 80 },
        { x: 1, score: 80 },
      ],
      since: '2026-10-07T00:00:00.000Z',
    });
    expect(scoreSeries([step(200, 70)], NOW, 90)).toMatchObject({
      from: 70,
      to: 70,
    });
    expect(scoreSeries([], NOW, 90)).toBeUndefined();
  });

  it('runs forward, within the span, and ends at the latest score', () => {
    const histories = fc
      .uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1 })
      .chain(days =>
        fc.tuple(
          fc.constant([...days].sort((a, b) => a - b)),
          fc.array(fc.integer({ min: 0, max: 100 }), {
            minLength: days.length,
            maxLength: days.length,
          }),
        ),
      );
    fc.assert(
      fc.property(histories, ([days, scores]) => {
        const items: Transitions['items'] = days.map((day, index) =>
          step(day, scores[index], scores[index + 1]),
        );
        const series = scoreSeries(items, NOW, 90)!;
        const xs = series.points.map(({ x }) => x);
        expect(xs).toEqual([...xs].sort((a, b) => a - b));
        expect(xs[0]).toBeGreaterThanOrEqual(0);
        expect(xs[xs.length - 1]).toBe(1);
        expect(series.to).toBe(scores[0]);
      }),
    );
  });
});
