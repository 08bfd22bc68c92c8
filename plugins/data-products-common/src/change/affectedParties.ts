import { ImpactSummary } from './impactApi';

/**
 * Whom something affects: by what they own, or by an agreement.
 *
 * @public
 */
export interface AffectedParty {
  /** Absent for what nobody owns. */
  ref?: string;
  title?: string;
  /** Whether it is one person, and no team. */
  isPerson: boolean;
  /** How many entities of their own are affected. */
  count: number;
  /** What their own is, by kind; empty for those who only agreed on it. */
  byKind: ImpactSummary['byKind'];
  /** How many of their own the reader may not see; absent unless the portal says such. */
  hidden?: number;
  /** Whom to ask; absent where it is not known, or not told. */
  contact?: ImpactSummary['teams'][number]['contact'];
  /** Agreements in force on what is affected. */
  agreements: ImpactSummary['consumers'][number]['agreements'];
}

/**
 * Those who own what is affected, those with most first, then those who only
 * agreed on it.
 *
 * @public
 */
export function affectedParties(
  affected: Pick<ImpactSummary, 'teams' | 'consumers'>,
): AffectedParty[] {
  const { teams, consumers } = affected;
  const owners = new Set(teams.map(({ ref }) => ref));
  const agreed = new Map(
    consumers.map(({ ref, agreements }) => [ref, agreements]),
  );
  return [
    ...teams.map(team => ({
      ...team,
      isPerson: isPerson(team.ref),
      agreements: (team.ref && agreed.get(team.ref)) || [],
    })),
    ...consumers
      .filter(({ ref }) => !owners.has(ref))
      .map(consumer => ({
        ...consumer,
        isPerson: isPerson(consumer.ref),
        count: 0,
        byKind: [],
      })),
  ];
}

/**
 * How many teams and how many people something affects. What nobody owns
 * counts for neither.
 *
 * @public
 */
export function countAffectedParties(
  affected: Pick<ImpactSummary, 'teams' | 'consumers'>,
): { teams: number; people: number } {
  const parties = affectedParties(affected).filter(
    ({ ref }) => ref !== undefined,
  );
  const people = parties.filter(party => party.isPerson).length;
  return { teams: parties.length - people, people };
}

function isPerson(ref: string | undefined): boolean {
  return ref?.startsWith('user:') ?? false;
}
