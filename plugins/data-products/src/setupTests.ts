import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// How long a busy machine takes says nothing about a screen.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

// There is nothing to mend here about these, and they hide what matters:
// Material UI 4 calls findDOMNode, of which React 18 warns; jsdom does not read
// the print styles of Backstage's own sidebar; and the router of the old test
// app speaks of its next version.
const NOT_OURS = [
  'findDOMNode is deprecated',
  '[JSS] processedRuleToParse',
  'React Router Future Flag Warning',
];

for (const level of ['error', 'warn'] as const) {
  // eslint-disable-next-line no-console
  const original = console[level];
  // eslint-disable-next-line no-console
  console[level] = (message?: unknown, ...details: unknown[]) => {
    if (!NOT_OURS.some(part => String(message).includes(part))) {
      original(message, ...details);
    }
  };
}
