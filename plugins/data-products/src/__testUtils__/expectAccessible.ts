import { run } from 'axe-core';

/**
 * Judges what is on the screen by the rules of WCAG 2.2 AA and good practice.
 * What needs a layout, such as contrast, the browser tests judge.
 */
export async function expectAccessible(element: Element): Promise<void> {
  // jsdom draws nothing, and says so each time that it is asked to.
  HTMLCanvasElement.prototype.getContext = () => null;
  const { violations } = await run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html }) => html),
    })),
  ).toEqual([]);
}
