import { GateRule } from './GateRule';

/** First restore, then change. */
export const noCriticalBreach: GateRule = {
  id: 'no-critical-breach',
  title: 'No critical promise of it is broken',
  judge({ breaches, owners }) {
    return breaches.map(({ objective, since }) => ({
      message: `The critical promise ${objective} is broken${
        since ? ` since ${since.slice(0, 16).replace('T', ' ')} UTC` : ''
      }.`,
      whoseTurn: [...owners],
      how: 'Restore it first; to restore it by this change, have it overridden.',
    }));
  },
};
