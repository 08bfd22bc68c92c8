import {
  ReadinessList,
  ReadinessQuery,
} from '@handoff/backstage-plugin-data-products-common';
import {
  GENERATED_NAMESPACE,
  generatedRef,
} from 'backend/src/modules/scaleGenerator/generatedMetadata';
import { SeededRandom } from 'backend/src/modules/scaleGenerator/SeededRandom';
import { REGIONS, SUBJECTS } from 'backend/src/modules/scaleGenerator/words';

const SEED = 11;
const DOMAINS = Object.keys(SUBJECTS);

/** What people do on the Explore screen, in a repeatable order. */
export class ExploreQueries {
  readonly #random = new SeededRandom(SEED);
  #nextCursor: string | undefined;

  next(): ReadinessQuery {
    const random = this.#random;
    const cursor = this.#nextCursor;
    // Every fourth look is at the page after the one before.
    if (cursor && random.chance(0.25)) {
      return { cursor };
    }
    const domain = random.pick(DOMAINS);
    const make: (() => ReadinessQuery)[] = [
      () => ({}),
      () => ({ orderBy: 'score', level: ['not-ready'] }),
      () => ({ q: `${domain} ${random.pick(SUBJECTS[domain])}` }),
      () => ({ q: random.pick(REGIONS), orderBy: '-score' }),
      () => ({
        owner: [generatedRef('group', domain)],
        nested: true,
        orderBy: '-criticality',
      }),
      () => ({
        domain: [`${GENERATED_NAMESPACE}/${domain}`],
        lifecycle: ['production'],
        orderBy: 'owner',
      }),
      () => ({
        kind: ['DataProduct'],
        criticality: ['high', 'critical'],
        check: 'contract',
        limit: 100,
      }),
      () => ({ type: ['aggregate', 'dashboard'], orderBy: '-title' }),
    ];
    return random.pick(make)();
  }

  /** Tells what the last query brought. */
  sawPage(page: ReadinessList): void {
    if (!page.items.length) {
      throw new Error('A query of the Explore screen found nothing');
    }
    this.#nextCursor = page.pageInfo.nextCursor;
  }
}
