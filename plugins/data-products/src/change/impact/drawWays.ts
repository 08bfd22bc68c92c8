import { NODE_HEIGHT, NODE_WIDTH, PlacedNode } from './layOutImpact';

/**
 * Draws a line from each entity to each of those after it.
 *
 * @returns what `d` of a path takes, in pixels of the layout: of lines to the next
 *   step, and of those that lead over what is not shown
 */
export function drawWays(placed: ReadonlyMap<string, PlacedNode>): {
  direct: string;
  indirect: string;
} {
  const direct: string[] = [];
  const indirect: string[] = [];
  for (const { x, y, parent, isIndirect } of placed.values()) {
    const before = parent === undefined ? undefined : placed.get(parent);
    if (before) {
      const from = { x: before.x + NODE_WIDTH, y: before.y + NODE_HEIGHT / 2 };
      const to = { x, y: y + NODE_HEIGHT / 2 };
      const middle = (from.x + to.x) / 2;
      (isIndirect ? indirect : direct).push(
        `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`,
      );
    }
  }
  return { direct: direct.join(''), indirect: indirect.join('') };
}
