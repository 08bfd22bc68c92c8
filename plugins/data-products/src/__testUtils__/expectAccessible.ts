import { run } from 'axe-core';

/**
 * Fails when axe finds anything in what is on the screen. What takes a layout,
 * such as contrasts, is looked at in a browser.
 */
export async function expectAccessible(
  element: Element = document.body,
): Promise<void> {
  // jsdom draws nothing, and says so each time that it is asked to.
  HTMLCanvasElement.prototype.getContext = () => null;
  const { violations } = await run(element, {
    // A screen in a test stands without the page around it.
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
    },
  });
  expect(
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
    ),
  ).toEqual([]);
}
