import { mockServices } from '@backstage/backend-test-utils';
import { ReadinessClock } from './ReadinessClock';
import { ReadinessEvaluator } from './ReadinessEvaluator';
import { ReadinessIndex } from './ReadinessIndex';
import { ReadinessStore } from './ReadinessStore';

function createClock() {
  const evaluateDue = jest.fn(async () => ({ evaluated: 0, changed: 0 }));
  const evaluateOutdated = jest.fn(async () => ({ evaluated: 0, changed: 0 }));
  const refresh = jest.fn(async () => {});
  const purgeRemovals = jest.fn(async (_before: string) => {});
  const logger = mockServices.logger.mock();
  const clock = ReadinessClock.create({
    evaluator: {
      evaluateDue,
      evaluateOutdated,
    } as Partial<ReadinessEvaluator> as ReadinessEvaluator,
    index: { refresh } as Partial<ReadinessIndex> as ReadinessIndex,
    store: { purgeRemovals } as Partial<ReadinessStore> as ReadinessStore,
    logger,
  });
  return {
    clock,
    evaluateDue,
    evaluateOutdated,
    refresh,
    purgeRemovals,
    logger,
  };
}

it('evaluates once more for all that wake it while it is at it', async () => {
  const { clock, evaluateDue, refresh } = createClock();
  const first = clock.tick();
  clock.wake();
  clock.wake();
  await clock.tick();
  await first;
  expect(evaluateDue).toHaveBeenCalledTimes(2);
  expect(refresh).toHaveBeenCalledTimes(2);
});

it('misses no wake, at whatever moment of a tick it comes', async () => {
  for (let moment = 0; moment < 30; moment++) {
    const { clock, evaluateDue } = createClock();
    let due = true;
    evaluateDue.mockImplementation(async () => {
      due = false;
      return { evaluated: 0, changed: 0 };
    });
    const ticking = clock.tick();
    for (let i = 0; i < moment; i++) {
      await undefined;
    }
    due = true;
    clock.wake();
    await ticking;
    await new Promise(resolve => setImmediate(resolve));
    expect([moment, due]).toEqual([moment, false]);
  }
});

it('goes on after a failure, which it logs', async () => {
  const { clock, evaluateDue, logger } = createClock();
  evaluateDue.mockRejectedValueOnce(new Error('the database is away'));
  clock.wake();
  await new Promise(resolve => setImmediate(resolve));
  expect(logger.error).toHaveBeenCalledTimes(1);
  await clock.tick();
  expect(evaluateDue).toHaveBeenCalledTimes(2);
});

it('runs on every replica by its schedule', async () => {
  const { clock, evaluateDue, evaluateOutdated, purgeRemovals } = createClock();
  const scheduler = mockServices.scheduler();
  await clock.start(scheduler, {
    frequency: { seconds: 10 },
    timeout: { minutes: 1 },
  });
  expect(await scheduler.getScheduledTasks()).toMatchObject([
    { id: 'readiness-clock', scope: 'local' },
  ]);
  await scheduler.triggerTask('readiness-clock');
  expect(evaluateOutdated).toHaveBeenCalledTimes(1);
  expect(evaluateDue).toHaveBeenCalledTimes(1);
  // Long enough for every replica to have noticed.
  const kept = Date.now() - Date.parse(purgeRemovals.mock.calls[0][0]);
  expect(kept).toBeGreaterThanOrEqual(24 * 60 * 60 * 1000);
});
