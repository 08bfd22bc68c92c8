import { DatabaseTarget } from '../databases/BenchmarkDatabases';
import { Cost } from '../measure/Probe';
import { requestJson } from '../measure/requestJson';
import { TaskProcess } from '../tasks/TaskProcess';
import type { TechInsightsMethods } from './techInsightsTask';

const MODULE = require.resolve('./techInsightsTask');

/**
 * Has Tech Insights run ten checks over all entities, over HTTP: its bulk
 * call, with an empty list for "all".
 *
 * @returns what each run cost, the first one in a fresh process.
 */
export async function measureTechInsights(
  target: DatabaseTarget,
  options: { entities: number; runs: number },
): Promise<Cost[]> {
  const { entities, runs } = options;
  const database = target.configFor(`tech_insights_${entities}`);
  const seeding = TaskProcess.start<TechInsightsMethods>(MODULE);
  await seeding.call('seed', database, entities);
  await seeding.stop();

  const portal = TaskProcess.start<TechInsightsMethods>(MODULE);
  const port = await portal.call('start', database);
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run++) {
    await portal.call('begin');
    const start = performance.now();
    const answers = await requestJson<{ results: unknown[] }[]>(
      `http://localhost:${port}/api/tech-insights/checks/run`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ entities: [] }),
      },
    );
    const wallMs = performance.now() - start;
    const results = answers.reduce(
      (sum, answer) => sum + answer.results.length,
      0,
    );
    if (results !== 10 * entities) {
      throw new Error(
        `Tech Insights gave ${results} results for ${entities} entities and 10 checks`,
      );
    }
    costs.push({ ...(await portal.call('end')), wallMs });
  }
  await portal.stop();
  return costs;
}
