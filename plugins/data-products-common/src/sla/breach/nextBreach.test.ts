import { completeTo98, freshWithinSixHours } from '../__fixtures__/promised';
import { ObjectiveStatus } from '../ObjectiveStatus';
import { nextBreach } from './nextBreach';

const AT = '2026-11-21T06:10:00.000Z';
const TIME = Date.parse(AT);
const MINUTE = 60_000;

const missed: ObjectiveStatus = {
  state: 'broken',
  reason: '',
  inTarget: false,
  since: AT,
  streak: 1,
  value: 0.9,
  valueAt: AT,
};
const met: ObjectiveStatus = { ...missed, state: 'kept', inTarget: true };
const open = {
  since: AT,
  openedAt: AT,
  worstValue: 0.9,
  worstAt: AT,
};

describe('a breach', () => {
  it('opens at once by the clock, and on a single bad value', () => {
    const status = { ...missed, streak: 0, value: 21_601 };
    expect(
      nextBreach(freshWithinSixHours(), undefined, status, TIME + MINUTE),
    ).toEqual({
      action: 'open',
      breach: {
        since: AT,
        openedAt: '2026-11-21T06:11:00.000Z',
        worstValue: 21_601,
        worstAt: AT,
      },
    });
    expect(nextBreach(completeTo98(), undefined, missed, TIME).action).toBe(
      'open',
    );
  });

  it('of low severity opens on two bad values in a row, or when the budget is spent', () => {
    const low = completeTo98({ severity: 'low' });
    const spent = {
      unit: 'events' as const,
      total: 1,
      used: 2,
      left: -1,
    };
    expect(nextBreach(low, undefined, missed, TIME).action).toBe('nothing');
    expect(
      nextBreach(low, undefined, { ...missed, streak: 2 }, TIME).action,
    ).toBe('open');
    expect(
      nextBreach(low, undefined, { ...missed, budget: spent }, TIME).action,
    ).toBe('open');
  });

  it('does not open for a budget that is spent while the target is met, nor for what is not known', () => {
    const spent = { ...met, state: 'broken' as const };
    const unknown = {
      ...missed,
      state: 'unknown' as const,
      inTarget: undefined,
    };
    expect(nextBreach(completeTo98(), undefined, spent, TIME)).toEqual({
      action: 'nothing',
    });
    expect(nextBreach(completeTo98(), undefined, unknown, TIME)).toEqual({
      action: 'nothing',
    });
  });

  it('keeps the worst value', () => {
    const later = '2026-11-21T07:00:00.000Z';
    const step = (value: number) =>
      nextBreach(
        completeTo98(),
        open,
        { ...missed, value, valueAt: later },
        TIME,
      );
    expect(step(0.95)).toEqual({ action: 'keep', breach: open });
    expect(step(0.5)).toEqual({
      action: 'keep',
      breach: { ...open, worstValue: 0.5, worstAt: later },
    });
  });

  it('closes after two good observations and ten minutes, with when it got better', () => {
    const step = (streak: number, minutes: number) =>
      nextBreach(
        completeTo98(),
        open,
        { ...met, streak },
        TIME + minutes * MINUTE,
      );
    expect(step(1, 60).action).toBe('keep');
    expect(step(2, 9).action).toBe('keep');
    expect(step(2, 10)).toEqual({ action: 'close', breach: open, until: AT });
  });

  it('never ends before it began, whatever is promised by now', () => {
    const earlier = new Date(TIME - 60 * MINUTE).toISOString();
    expect(
      nextBreach(
        completeTo98(),
        open,
        { ...met, since: earlier, streak: 9 },
        TIME,
      ),
    ).toMatchObject({ action: 'close', until: AT });
  });

  it('stays open while nothing is known', () => {
    const unknown = {
      ...met,
      inTarget: undefined,
      since: undefined,
      streak: 9,
    };
    expect(nextBreach(completeTo98(), open, unknown, TIME + 1e9)).toEqual({
      action: 'keep',
      breach: open,
    });
  });
});
