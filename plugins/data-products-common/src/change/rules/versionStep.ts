import { lt, valid } from 'semver';
import { checkVersionStep } from '../../contract/difference';
import { GateRule } from './GateRule';

/** A version tells those who use the data what to expect. */
export const versionStep: GateRule = {
  id: 'version-step',
  title: 'The version goes as far as the changes demand',
  judge({ change, difference, owners }) {
    const whoseTurn = [...owners];
    const { from, to } = change.version;
    if (change.kind === 'schema' && change.contract === undefined) {
      return [
        {
          message:
            'The change of the schema brings no contract, so that nothing can be compared.',
          whoseTurn,
          how: 'Propose it again with the new contract.',
        },
      ];
    }
    if (change.contract !== undefined && difference?.complete === false) {
      return [
        {
          message:
            'One of the contracts could not be read to its end, so that there may be more changes.',
          whoseTurn,
          how: 'Mend what the difference lists as problems, and propose the change again.',
        },
      ];
    }
    if (change.step !== 'none') {
      const check = checkVersionStep(from, to, change.step);
      return check.ok
        ? []
        : [
            {
              message: `${check.message}.`,
              whoseTurn,
              how: check.needed
                ? `Release it as ${check.needed}, or change only what is compatible.`
                : 'Give the release in force a SemVer version, and propose the change again.',
            },
          ];
    }
    const goesBack =
      valid(from) !== null && valid(to) !== null && lt(to!, from!);
    return goesBack
      ? [
          {
            message: `The version goes back from ${from} to ${to}.`,
            whoseTurn,
            how: 'Release it under a later version; to go back to an earlier release, report a rollback.',
          },
        ]
      : [];
  },
};
