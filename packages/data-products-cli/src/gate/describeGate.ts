import {
  affectedParties,
  AffectedParty,
  countAffectedParties,
  describeContractPath,
  describeRef,
} from '@handoff/backstage-plugin-data-products-common';
import { GateReport, VERDICT_WORDS } from './GateReport';

/** For people, in a terminal. */
export function describeGate(report: GateReport): string {
  const { entityRef, verdict, reasons, difference, affected } = report;
  const lines = [`${describeRef(entityRef)} ${VERDICT_WORDS[verdict]}`];
  for (const { blocks, message, whoseTurn, how } of reasons) {
    const turn = whoseTurn.length ? ` (${whoseTurn.join(', ')})` : '';
    lines.push(
      '',
      `${blocks ? 'blocked' : 'note'}: ${message}`,
      `  → ${how}${turn}`,
    );
  }
  if (difference) {
    lines.push('', describeCounts(report));
    for (const change of difference.changes) {
      lines.push(
        `  ${change.class}: ${describeContractPath(change.path)}: ${
          change.reason
        }`,
      );
    }
    for (const { before, after, reason } of difference.suggestedRenames) {
      lines.push(`  renamed? ${before} → ${after}: ${reason}`);
    }
  }
  if (affected) {
    lines.push('', ...affectedLines(affected));
  }
  return `${lines.join('\n')}\n`;
}

/** How much is affected, then each decision path, party and what is spared by its name. */
export function affectedLines(
  affected: NonNullable<GateReport['affected']>,
): string[] {
  return [
    describeAffected(affected),
    ...affected.decisionPaths.map(
      ({ title, decision }) =>
        `  decision: ${title}${decision ? ` – ${decision}` : ''}`,
    ),
    ...affectedParties(affected).map(
      party =>
        `  ${party.isPerson ? 'person' : 'team'}: ${nameOfParty(
          party,
        )}, ${describeParty(party)}`,
    ),
    ...(affected.spared ?? []).map(
      ({ title, reason }) => `  not affected: ${title} ${reason}`,
    ),
  ];
}

/** "2 changes, 1 of them breaking: major". */
export function describeCounts({ difference }: GateReport): string {
  const changes = difference?.changes ?? [];
  const breaking = changes.filter(change => change.class === 'breaking');
  return changes.length
    ? `${amountOf(changes.length, 'change')} of the contract, ${
        breaking.length
      } of them breaking: a ${difference?.step} version`
    : 'The contracts are the same';
}

/** "5 entities affected: 3 dataproduct, 2 decisionpath; 3 teams and 1 person". */
export function describeAffected(
  affected: NonNullable<GateReport['affected']>,
): string {
  const kinds = affected.byKind.map(each => `${each.count} ${each.kind}`);
  const sum = affected.total
    ? [
        `${amountOf(
          affected.total,
          'entity',
          'entities',
        )} affected: ${kinds.join(', ')}`,
        describeParties(affected),
      ].join('')
    : 'Nothing else is affected';
  return affected.incomplete ? `${sum}. ${affected.incomplete}` : sum;
}

/** A team or person; "nobody" for what nobody owns. */
export function nameOfParty({ ref, title }: AffectedParty): string {
  return title ?? (ref === undefined ? 'nobody' : describeRef(ref));
}

/** "3 affected, an agreement". */
export function describeParty({ count, agreements }: AffectedParty): string {
  return [
    count ? `${count} affected` : [],
    agreements.length ? 'an agreement' : [],
  ]
    .flat()
    .join(', ');
}

/** "; 3 teams and 1 person"; empty where there is nobody. */
function describeParties(
  affected: NonNullable<GateReport['affected']>,
): string {
  const { teams, people } = countAffectedParties(affected);
  const counts = [
    teams ? amountOf(teams, 'team') : [],
    people ? amountOf(people, 'person', 'people') : [],
  ].flat();
  return counts.length ? `; ${counts.join(' and ')}` : '';
}

function amountOf(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
