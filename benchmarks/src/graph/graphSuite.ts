import os from 'node:os';
import { launchChromium } from '../../../packages/app/e2e-tests/support/chromium';
import { describeMachine } from '../measure/machine';
import { median, percentile } from '../measure/percentiles';
import { formatNumber, ReportTable } from '../report/ReportTable';
import { generateImpact } from './generateImpact';
import { GraphPage } from './GraphPage';

/** How much is measured. */
export interface GraphSize {
  entities: number[];
  /** Each in a page of its own. */
  runs: number;
  moveMs: number;
}

/** What the published figures come from. */
export const FULL_GRAPH: GraphSize = {
  entities: [1_000, 10_000],
  runs: 5,
  moveMs: 5_000,
};

/** Small enough to try a change of the benchmark itself. */
export const QUICK_GRAPH: GraphSize = {
  entities: [100],
  runs: 1,
  moveMs: 1_000,
};

const FIRST_PAINT_MS = 1_000;
const FRAME_MS = 33;

/** The entity whose page shows the graph. */
const ENTITY = {
  ref: 'dataproduct:default/customer-360',
  title: 'Customer 360',
};

/**
 * Measures in Chromium how soon the graph of an impact is seen, and how
 * smoothly it is moved, and prints one table. The portal that
 * `PLAYWRIGHT_URL` names has to run, else that of `yarn start`.
 *
 * @throws Error when it does not run, or the graph does not move
 */
export async function runGraphSuite(size: GraphSize): Promise<void> {
  const portal = process.env.PLAYWRIGHT_URL ?? 'http://localhost:3000';
  const table = new ReportTable();
  const browser = await launchChromium();
  try {
    for (const count of size.entities) {
      const column = { database: 'Chromium', entities: count };
      const answer = generateImpact(ENTITY, count);
      const firstPaints: number[] = [];
      const drawing: number[] = [];
      const moving: number[] = [];
      const frames: number[] = [];
      let rendered = 0;
      for (let run = 0; run < size.runs; run++) {
        const page = await GraphPage.open(browser, portal, answer);
        const drawn = await page.draw();
        const moved = await page.move(size.moveMs);
        await page.close();
        firstPaints.push(drawn.firstPaintMs);
        drawing.push(drawn.longestTaskMs);
        moving.push(moved.longestTaskMs);
        frames.push(...moved.frames);
        rendered = drawn.rendered;
      }
      // Larger ones are for comparison.
      const limitFor = (ms: number) => (count <= 1_000 ? ms : undefined);
      table.addTime('From the click to the graph', column, {
        value: median(firstPaints),
        limit: limitFor(FIRST_PAINT_MS),
        note: `(${formatNumber(rendered)} entities in the page)`,
      });
      table.addTime('From the click to the graph, longest task', column, {
        value: Math.max(...drawing),
      });
      for (const [what, share, limit] of [
        ['median', 0.5, undefined],
        ['p95', 0.95, limitFor(FRAME_MS)],
        ['longest', 1, undefined],
      ] as const) {
        table.addTime(`Frame while it is moved, ${what}`, column, {
          value: percentile(frames, share),
          limit,
        });
      }
      table.addTime('While it is moved, longest task', column, {
        value: Math.max(...moving),
      });
    }
  } finally {
    await browser.close();
  }
  const load = os.loadavg().map(value => value.toFixed(1));
  console.log(
    `\n${describeMachine()}, Chromium ${browser.version()}, load ${load.join(
      ', ',
    )}\n`,
  );
  console.log(table.toMarkdown());
}
