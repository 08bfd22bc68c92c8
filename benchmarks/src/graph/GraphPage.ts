import { signInAs } from '../../../packages/app/e2e-tests/support/signInAs';
import { launchChromium } from '../../../packages/app/e2e-tests/support/chromium';
import { ImpactAnswer } from '@handoff/backstage-plugin-data-products-common';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const READER = 'linnea-strand';
const TAB = '/catalog/default/dataproduct/customer-360/changes';
const SECTION = 'What depends on it';

/** One drag of the mouse, in pixels and in moves. */
const DRAG = { x: 160, y: 120, moves: 24 };
/** Notches of the wheel from all of it to what can be read, and back. */
const NOTCHES = 24;

/** How long a page was busy with what was asked of it, in milliseconds. */
export interface Drawing {
  /** From the click to the frame in which the graph is seen. */
  firstPaintMs: number;
  /** 0 when no task took 50 ms. */
  longestTaskMs: number;
  /** How many entities are in the page, of those that the graph has. */
  rendered: number;
}

/** What was seen while the graph was moved, in milliseconds. */
export interface Motion {
  /** Between two frames. */
  frames: number[];
  longestTaskMs: number;
}

/** The impact of an entity in a browser, as the portal shows it. */
export class GraphPage {
  readonly #page: Page;

  /**
   * Opens the portal's page of an entity, where any question about impact
   * gets the same answer.
   *
   * @throws Error when there is no portal
   */
  static async open(
    browser: Browser,
    portal: string,
    answer: ImpactAnswer,
  ): Promise<GraphPage> {
    const page = await browser.newPage({
      baseURL: portal,
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
    });
    await signInAs(page, READER);
    await page.addInitScript(observeTasks);
    await page.route('**/api/data-products/impact/**', route =>
      route.fulfill({ json: answer }),
    );
    await page.goto(TAB);
    await page.getByRole('button', { name: SECTION }).waitFor();
    // What else the page shows is no part of what is measured.
    await page.waitForLoadState('networkidle');
    return new GraphPage(page);
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Has the graph drawn, and waits until it is seen. */
  async draw(): Promise<Drawing> {
    const button = this.#page.getByRole('button', { name: SECTION });
    const firstPaintMs = await button.evaluate(async element => {
      const frame = () =>
        new Promise(resolve => {
          requestAnimationFrame(resolve);
        });
      window.takeLongestTask!();
      const start = performance.now();
      (element as HTMLElement).click();
      const isSeen = () => {
        const node = document.querySelector('.react-flow__node');
        return node !== null && getComputedStyle(node).visibility === 'visible';
      };
      while (!isSeen()) {
        await frame();
      }
      // What is there before a frame is painted with it.
      await frame();
      return performance.now() - start;
    });
    await this.#page.waitForLoadState('networkidle');
    return {
      firstPaintMs,
      longestTaskMs: await this.#takeLongestTask(),
      rendered: await this.#page.locator('.react-flow__node').count(),
    };
  }

  /** Moves the graph by the mouse, and in and out by its wheel. */
  async move(durationMs: number): Promise<Motion> {
    const graph = this.#page.locator('.react-flow');
    await graph.scrollIntoViewIfNeeded();
    const before = await this.#viewport();
    const box = (await graph.boundingBox())!;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await this.#takeLongestTask();
    const recording = this.#page.evaluate(recordFrames, durationMs);
    const end = Date.now() + durationMs;
    const { mouse } = this.#page;
    for (let round = 0; Date.now() < end; round++) {
      const back = round % 2 ? -1 : 1;
      await mouse.move(middle.x, middle.y);
      await mouse.down();
      await mouse.move(middle.x + back * DRAG.x, middle.y + back * DRAG.y, {
        steps: DRAG.moves,
      });
      await mouse.up();
      await this.#page.keyboard.down('Control');
      for (let notch = 0; notch < NOTCHES && Date.now() < end; notch++) {
        await mouse.wheel(0, back * -40);
      }
      await this.#page.keyboard.up('Control');
    }
    const frames = await recording;
    if ((await this.#viewport()) === before) {
      throw new Error(
        'The graph did not move: mouse and wheel do not reach it',
      );
    }
    return { frames, longestTaskMs: await this.#takeLongestTask() };
  }

  async close(): Promise<void> {
    await this.#page.close();
  }

  async #viewport(): Promise<string | null> {
    return this.#page.locator('.react-flow__viewport').getAttribute('style');
  }

  async #takeLongestTask(): Promise<number> {
    return this.#page.evaluate(() => window.takeLongestTask!());
  }
}

declare global {
  interface Window {
    /** The longest task since it was last asked; see {@link observeTasks}. */
    takeLongestTask?: () => number;
  }
}

/** Runs in the page. */
function observeTasks(): void {
  let longest = 0;
  const note = (entries: PerformanceEntryList) => {
    longest = Math.max(longest, ...entries.map(({ duration }) => duration));
  };
  const observer = new PerformanceObserver(list => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  window.takeLongestTask = () => {
    note(observer.takeRecords());
    const taken = longest;
    longest = 0;
    return taken;
  };
}

/** Runs in the page. @returns the times between its frames. */
function recordFrames(durationMs: number): Promise<number[]> {
  return new Promise(resolve => {
    const times: number[] = [];
    const start = performance.now();
    let last = start;
    const next = () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
      if (now - start < durationMs) {
        requestAnimationFrame(next);
      } else {
        resolve(times);
      }
    };
    requestAnimationFrame(next);
  });
}
