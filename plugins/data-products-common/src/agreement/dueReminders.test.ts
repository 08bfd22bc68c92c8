import { proposal, revisionOf, signedByBoth } from './__fixtures__/proposal';
import { Agreement } from './Agreement';
import { AgreementReminder, dueReminders } from './dueReminders';

function remindersOn(agreement: Agreement, day: string) {
  return dueReminders(agreement, new Date(`${day}T18:00:00.000Z`));
}

function reviewedFrom(reviewOn: string, renewOn: string): Agreement {
  const { terms } = revisionOf(1);
  return signedByBoth({
    revisions: [revisionOf(1, { terms: { ...terms, reviewOn, renewOn } })],
  });
}

/** Every reminder from one day up to another, each once. */
function remindersBetween(agreement: Agreement, from: string, to: string) {
  const found = new Map<string, AgreementReminder>();
  for (let at = Date.parse(from); at < Date.parse(to); at += 86_400_000) {
    for (const reminder of dueReminders(agreement, new Date(at))) {
      found.set(JSON.stringify(reminder), reminder);
    }
  }
  return [...found.values()].map(
    ({ occasion, on, daysAhead }) => `${occasion} ${on} −${daysAhead}`,
  );
}

describe('reminders of an agreement', () => {
  it.each([
    ['2026-12-31', []],
    ['2027-01-01', [30]],
    ['2027-01-16', [30]],
    ['2027-01-17', [14]],
    ['2027-01-28', [3]],
    ['2027-01-30', [3]],
    ['2027-01-31', []],
  ])('on %s are %j days ahead of the renewal', (day, daysAhead) => {
    expect(remindersOn(signedByBoth(), day)).toEqual(
      daysAhead.map(ahead => ({
        occasion: 'renewal',
        on: '2027-01-31',
        daysAhead: ahead,
      })),
    );
  });

  it('come for each quarterly review before the renewal, also at the end of a month', () => {
    expect(
      remindersBetween(
        reviewedFrom('2026-11-30', '2027-05-30'),
        '2026-11-03',
        '2027-07-01',
      ),
    ).toEqual([
      'review 2026-11-30 −30',
      'review 2026-11-30 −14',
      'review 2026-11-30 −3',
      'review 2027-02-28 −30',
      'review 2027-02-28 −14',
      'review 2027-02-28 −3',
      'renewal 2027-05-30 −30',
      'renewal 2027-05-30 −14',
      'renewal 2027-05-30 −3',
    ]);
  });

  it('come for nothing that is not in force', () => {
    expect(remindersOn(proposal(), '2027-01-28')).toEqual([]);
    const termination = {
      at: '2027-01-02T00:00:00.000Z',
      by: 'user:default/bo',
      reason: 'The team moved on.',
    };
    expect(remindersOn(signedByBoth({ termination }), '2027-01-28')).toEqual(
      [],
    );
  });
});
