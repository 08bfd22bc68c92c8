import { mockServices } from '@backstage/backend-test-utils';
import { ChangeHints } from './ChangeHints';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const ref = (name: string) => `dataproduct:default/${name}`;

/** Hints whose changes become visible at a time after the start, by ref. */
function startHints(visibleAt: Record<string, number>) {
  const start = Date.now();
  const looks: { at: number; refs: string[] }[] = [];
  const logger = mockServices.logger.mock();
  const sync = jest.fn(async (refs: string[]) => {
    const at = Date.now() - start;
    looks.push({ at, refs });
    return refs.filter(one => at < (visibleAt[one] ?? 0));
  });
  return { hints: ChangeHints.create({ sync, logger }), looks, sync, logger };
}

it('gathers what comes together, each once, in whatever case', async () => {
  const { hints, looks } = startHints({});
  hints.add(ref('a'));
  await jest.advanceTimersByTimeAsync(150);
  hints.add(ref('b'));
  hints.add('DataProduct:default/A');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(looks.flatMap(({ refs }) => refs).sort()).toEqual([
    ref('a'),
    ref('b'),
  ]);
});

it('looks again until the catalog has stitched the entity, and no longer', async () => {
  const { hints, looks } = startHints({ [ref('late')]: 3_000 });
  hints.add(ref('late'));
  await jest.advanceTimersByTimeAsync(120_000);
  const seen = looks.findIndex(({ at }) => at >= 3_000);
  expect(seen).toBe(looks.length - 1);
  // Soon after it was to be seen.
  expect(looks[seen].at).toBeLessThan(5_000);
});

it('leaves to the reconcile what never shows', async () => {
  const { hints, looks } = startHints({ [ref('never')]: Infinity });
  hints.add(ref('never'));
  await jest.advanceTimersByTimeAsync(600_000);
  expect(looks).toHaveLength(9);
  expect(jest.getTimerCount()).toBe(0);
});

it('does not keep a new hint waiting for the next look at an old one', async () => {
  const { hints, looks } = startHints({ [ref('never')]: Infinity });
  hints.add(ref('never'));
  await jest.advanceTimersByTimeAsync(20_000);
  hints.add(ref('fresh'));
  await jest.advanceTimersByTimeAsync(300);
  expect(looks[looks.length - 1]).toMatchObject({ refs: [ref('fresh')] });
});

it('takes as many at once as an event loop bears, and all of them', async () => {
  const { hints, looks } = startHints({});
  // As when a catalog of this size starts up.
  for (let i = 0; i < 150_000; i++) {
    hints.add(ref(`p-${i}`));
  }
  await jest.advanceTimersByTimeAsync(120_000);
  expect(Math.max(...looks.map(({ refs }) => refs.length))).toBe(500);
  expect(new Set(looks.flatMap(({ refs }) => refs)).size).toBe(150_000);
});

it('tries again after a failure, and says so', async () => {
  const { hints, looks, sync, logger } = startHints({});
  sync.mockRejectedValueOnce(new Error('the catalog is down'));
  hints.add(ref('a'));
  await jest.advanceTimersByTimeAsync(5_000);
  expect(logger.warn).toHaveBeenCalledTimes(1);
  expect(looks).toEqual([{ at: expect.any(Number), refs: [ref('a')] }]);
});

it('ends when it is stopped', async () => {
  const { hints, looks } = startHints({ [ref('a')]: Infinity });
  hints.add(ref('a'));
  await jest.advanceTimersByTimeAsync(300);
  await hints.stop();
  hints.add(ref('b'));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(looks).toHaveLength(1);
});
