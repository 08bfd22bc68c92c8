import { DatedTerm } from './Objective';
import { dueTermReminders, reminderDue } from './reminders';

const NOW = new Date('2026-11-21T15:00:00.000Z');

const term = (at: string): DatedTerm => ({
  term: 'end-of-support',
  at,
  source: 'contract-sla',
});

describe('reminders', () => {
  it.each([
    ['2026-12-22', undefined],
    ['2026-12-21', 30],
    ['2026-12-06', 30],
    ['2026-12-05', 14],
    ['2026-11-25', 14],
    ['2026-11-24', 3],
    ['2026-11-21', 3],
    ['2026-11-20', undefined],
  ])('of %s: %s', (on, expected) => {
    expect(reminderDue(on, NOW)).toBe(expected);
  });

  it('go by the day where the term was declared', () => {
    expect(
      dueTermReminders(
        [
          term('2026-12-05T23:59:59-08:00'),
          term('2027-06-30'),
          term('some day'),
        ],
        NOW,
      ),
    ).toEqual([{ term: 'end-of-support', on: '2026-12-05', daysAhead: 14 }]);
  });
});
