import { GateFinding, GateRule } from './GateRule';

/** What decides on much is not changed while it is not in order. */
export const criticalPathsReady: GateRule = {
  id: 'critical-paths-ready',
  title: 'No critical decision path downstream fails a required check',
  judge({ criticalPaths, change }) {
    if (change.effect === 'none' || change.effect === 'documentation') {
      return [];
    }
    return criticalPaths.flatMap(
      ({ ref, title, owner, level }): GateFinding[] => {
        const whoseTurn = owner === undefined ? [] : [owner];
        if (level === undefined) {
          return [
            {
              message: `The readiness of the decision path ${title}, which this affects, is not known yet.`,
              whoseTurn,
              how: 'Wait until it was judged, or have it judged on its page.',
              about: ref,
            },
          ];
        }
        return level === 'not-ready'
          ? [
              {
                message: `The decision path ${title}, which this affects, fails a required check.`,
                whoseTurn,
                how: 'Look at its readiness, and mend what fails.',
                about: ref,
              },
            ]
          : [];
      },
    );
  },
};
