import { describeRef } from '@handoff/backstage-plugin-data-products-common';
import { GateReport } from './GateReport';

/** Whom a change concerns, in words. */
export interface AffectedTeam {
  name: string;
  isPerson: boolean;
  /** How many entities of their own are affected. */
  count: number;
  /** Whether they have an agreement on something that is. */
  agreed: boolean;
}

/** Those who own what is affected, then those who only agreed on it. */
export function affectedTeams({
  teams,
  consumers,
}: NonNullable<GateReport['affected']>): AffectedTeam[] {
  const agreed = new Map(
    consumers.map(({ ref, title }) => [ref, nameOf(ref, title)]),
  );
  return [
    ...teams.map(({ ref, title, count }) => ({
      name: nameOf(ref, title),
      isPerson: ref?.startsWith('user:') ?? false,
      count,
      agreed: ref !== undefined && agreed.has(ref),
    })),
    ...[...agreed]
      .filter(([consumer]) => teams.every(({ ref }) => ref !== consumer))
      .map(([ref, name]) => ({
        name,
        isPerson: ref.startsWith('user:'),
        count: 0,
        agreed: true,
      })),
  ];
}

/** "3 affected, an agreement". */
export function describeTeam({ count, agreed }: AffectedTeam): string {
  return [count ? `${count} affected` : [], agreed ? 'an agreement' : []]
    .flat()
    .join(', ');
}

function nameOf(ref: string | undefined, title: string | undefined): string {
  return title ?? (ref === undefined ? 'nobody' : describeRef(ref));
}
