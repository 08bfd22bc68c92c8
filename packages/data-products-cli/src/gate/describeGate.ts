import {
  describeContractPath,
  describeRef,
} from '@handoff/backstage-plugin-data-products-common';
import { affectedTeams, describeTeam } from './affectedTeams';
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
    lines.push('', describeAffected(affected));
    for (const { title, decision } of affected.decisionPaths) {
      lines.push(`  decision: ${title}${decision ? ` – ${decision}` : ''}`);
    }
    for (const team of affectedTeams(affected)) {
      lines.push(
        `  ${team.isPerson ? 'person' : 'team'}: ${team.name}, ${describeTeam(
          team,
        )}`,
      );
    }
    for (const { title, reason } of affected.spared ?? []) {
      lines.push(`  not affected: ${title} ${reason}`);
    }
  }
  return `${lines.join('\n')}\n`;
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

/** "5 affected: 3 dataproduct, 2 decisionpath". */
export function describeAffected(
  affected: NonNullable<GateReport['affected']>,
): string {
  const kinds = affected.byKind.map(each => `${each.count} ${each.kind}`);
  const sum = affected.total
    ? `${amountOf(affected.total, 'entity', 'entities')} affected: ${kinds.join(
        ', ',
      )}`
    : 'Nothing else is affected';
  return affected.incomplete ? `${sum}. ${affected.incomplete}` : sum;
}

function amountOf(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
