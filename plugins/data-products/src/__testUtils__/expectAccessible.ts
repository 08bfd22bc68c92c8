import { act } from '@testing-library/react';
import { AxeResults, run } from 'axe-core';

/**
 * Fails when axe finds anything in what is on the screen. What takes a layout,
 * such as contrasts, is looked at in a browser.
 */
export async function expectAccessible(
  element: Element = document.body,
): Promise<void> {
  // jsdom draws nothing, and says so each time that it is asked to.
  HTMLCanvasElement.prototype.getContext = () => null;
  // It takes a while, in which what the screen began, such as the ripple of a
  // button, comes to its end.
  const { violations } = await act<AxeResults>(async () =>
    run(element, {
      // A screen in a test stands without the page around it.
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
      },
    }),
  );
  expect(
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    ),
  ).toEqual([]);
}
