import { ROOT_TEAM } from '../company/GeneratedCatalog';
import { timeRuns } from '../measure/percentiles';
import { TaskProcess } from '../tasks/TaskProcess';
import { ExploreQueries } from './ExploreQueries';
import type { StoresMethods } from './storesTask';
import { addLatency, Subject, withPortal } from './Subject';
import { TARGET_WORDS } from './targets';

const MEMORY = 'First question after a start: memory growth';
const WARM_UP = 20;

/** Measures what readers ask, over HTTP and on its own, with a past of ninety days. */
export async function measureReading(subject: Subject): Promise<void> {
  const { column, database, size, table, targets } = subject;
  const team = { limit: targets.teamP99Ms, words: TARGET_WORDS.team };
  const explore = { limit: targets.exploreP99Ms, words: TARGET_WORDS.explore };
  const runs =
    column.entities === size.large ? size.readRuns.large : size.readRuns.small;

  const stores = TaskProcess.start<StoresMethods>(
    require.resolve('./storesTask'),
  );
  await stores.call('open', database);
  await stores.call('evaluateAll', 'shipped');
  await stores.call('spreadHistory');
  addLatency(
    subject,
    'Score of the root team, without HTTP',
    await stores.call('rootTeam', runs),
    team,
  );
  addLatency(
    subject,
    'Scores of all teams, without HTTP',
    await stores.call('listTeams', runs),
    team,
  );
  addLatency(
    subject,
    'Explore page, without HTTP',
    await stores.call('explore', runs),
    explore,
  );
  await stores.stop();

  await withPortal(subject, 'shipped', async client => {
    const first = await client.firstList();
    table.addAtMost('First question after a start', column, {
      value: first.wallMs,
      unit: 'ms',
    });
    table.addAtMost(
      'First question after a start: event loop blocked',
      column,
      { value: first.blockedMs, unit: 'ms' },
    );
    table.setTarget(MEMORY, TARGET_WORDS.memory);
    table.addAtMost(MEMORY, column, {
      value: first.rssGrowthMb,
      limit: targets.memoryMb,
      unit: 'MB',
    });

    const time = (run: () => Promise<unknown>) =>
      timeRuns({ runs, warmUp: WARM_UP }, run);
    const queries = new ExploreQueries();
    addLatency(
      subject,
      'Score of the root team',
      await time(() => client.team(ROOT_TEAM)),
      team,
    );
    addLatency(
      subject,
      'Scores of all teams',
      await time(() => client.listTeams()),
      team,
    );
    addLatency(
      subject,
      'Explore page',
      await time(async () =>
        queries.sawPage(await client.list(queries.next())),
      ),
      explore,
    );
  });
}
