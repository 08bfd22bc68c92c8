import { IngestResponse } from '@handoff/backstage-plugin-data-products-common';
import { requestJson } from '../measure/requestJson';
import { HOUR_MS, OBJECTIVES, SOURCE, valueOf } from './promisedProducts';

/** As many as a pipeline's backlog sends at once. */
const LINES_A_REQUEST = 50_000;

/** Sends observations as a pipeline does, one request after the other. */
export class NdjsonClient {
  readonly #url: string;
  readonly #load: NdjsonLoad;

  constructor(url: string, load: NdjsonLoad) {
    this.#url = url;
    this.#load = load;
  }

  /**
   * Sends all of them. Making them is not in the time.
   *
   * @throws Error when one is not answered as it has to be.
   */
  async sendAll(): Promise<{ lines: number; ms: number }> {
    const total = { lines: 0, ms: 0 };
    let lines: string[] = [];
    let repeated = 0;
    const send = async () => {
      const body = Buffer.from(lines.join('\n'));
      const start = performance.now();
      const answer = await requestJson<IngestResponse>(
        `${this.#url}/observations`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson' },
          body,
        },
      );
      total.ms += performance.now() - start;
      total.lines += lines.length;
      const duplicates = answer.items.filter(
        ({ status }) => status === 'duplicate',
      ).length;
      // A repetition in the same batch as the first is accepted with it.
      if (answer.accepted !== lines.length || duplicates > repeated) {
        throw new Error(
          `Of ${lines.length} lines ${answer.accepted} were taken, ${duplicates} as duplicates; ${repeated} were`,
        );
      }
      lines = [];
      repeated = 0;
    };
    let sent = 0;
    for (const line of this.#lines()) {
      lines.push(line);
      sent += 1;
      if (sent % (this.#load.repeatEvery - 1) === 0) {
        lines.push(line);
        repeated += 1;
      }
      if (lines.length >= LINES_A_REQUEST) {
        await send();
      }
    }
    if (lines.length) {
      await send();
    }
    return total;
  }

  *#lines(): Generator<string> {
    const { refs, hours, order } = this.#load;
    const first = Math.floor(Date.now() / HOUR_MS - hours) * HOUR_MS;
    const objectives = refs.length * OBJECTIVES.length;
    for (let i = 0; i < objectives * hours; i++) {
      const hour = order === 'time' ? Math.floor(i / objectives) : i % hours;
      const which = order === 'time' ? i % objectives : Math.floor(i / hours);
      const objective = OBJECTIVES[which % OBJECTIVES.length];
      yield JSON.stringify({
        entityRef: refs[Math.floor(which / OBJECTIVES.length)],
        objective: objective.name,
        value: valueOf(objective, hour),
        observedAt: new Date(first + hour * HOUR_MS).toISOString(),
        source: SOURCE,
      });
    }
  }
}

/** What is sent. */
export interface NdjsonLoad {
  refs: readonly string[];
  /** Observations of each objective. */
  hours: number;
  order: 'time' | 'objective';
  /** One line in so many is one that has just been sent. */
  repeatEvery: number;
}
