import {
  EvaluationResponse,
  ReadinessList,
  ReadinessQuery,
} from '@handoff/backstage-plugin-data-products-common';
import { Cost } from '../measure/Probe';
import { requestJson } from '../measure/requestJson';
import { TaskProcess } from '../tasks/TaskProcess';
import type { PortalMethods } from './portalTask';

/** Asks the plugin over HTTP, in a process of its own. */
export class PortalClient {
  readonly #portal: TaskProcess<PortalMethods>;
  readonly #url: string;

  constructor(portal: TaskProcess<PortalMethods>, port: number) {
    this.#portal = portal;
    this.#url = `http://localhost:${port}/api/data-products`;
  }

  /** Has everything judged. @throws Error when that is not what was done. */
  async evaluateAll(expected: {
    evaluated: number;
    changed: number;
  }): Promise<Cost> {
    await this.#portal.call('begin');
    const start = performance.now();
    const { evaluated, changed } = await requestJson<EvaluationResponse>(
      `${this.#url}/readiness/evaluations`,
      { method: 'POST' },
    );
    const wallMs = performance.now() - start;
    if (evaluated !== expected.evaluated || changed !== expected.changed) {
      throw new Error(
        `${evaluated} entities were evaluated and ${changed} changed, not ${expected.evaluated} and ${expected.changed}`,
      );
    }
    return { ...(await this.#portal.call('end')), wallMs };
  }

  async list(query: ReadinessQuery): Promise<ReadinessList> {
    const params = new URLSearchParams(
      Object.entries(query).map(([key, value]) => [key, String(value)]),
    );
    return requestJson(`${this.#url}/readiness?${params}`);
  }

  /** What it costs to answer the first question: all entities are read. */
  async firstList(): Promise<Cost> {
    await this.#portal.call('begin');
    await this.list({});
    return this.#portal.call('end');
  }

  async team(ref: string): Promise<unknown> {
    return requestJson(`${this.#url}/teams/${ref.replace(':', '/')}`);
  }

  async listTeams(): Promise<unknown> {
    return requestJson(`${this.#url}/teams`);
  }
}
