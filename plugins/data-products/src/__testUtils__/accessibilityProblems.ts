import axe from 'axe-core';

/**
 * What axe finds wrong with a part of a screen, a line each. Colours and the
 * place on the page are for tests in a browser: there are none here.
 */
export async function accessibilityProblems(
  element: Element,
): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html}`),
  );
}
