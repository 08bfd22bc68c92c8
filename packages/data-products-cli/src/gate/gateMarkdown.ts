import {
  affectedParties,
  describeContractPath,
} from '@handoff/backstage-plugin-data-products-common';
import {
  describeAffected,
  describeCounts,
  describeParty,
  nameOfParty,
} from './describeGate';
import { GateReport, VERDICT_WORDS } from './GateReport';

/** For the comment of a pull request. */
export function gateMarkdown(report: GateReport): string {
  const { entityRef, verdict, reasons, difference, affected } = report;
  const mark = verdict === 'blocked' ? '⛔' : '✅';
  const lines = [`### ${mark} ${code(entityRef)} ${VERDICT_WORDS[verdict]}`];
  if (reasons.length) {
    lines.push('', '| | what | whose turn | what to do |', '|---|---|---|---|');
    for (const { blocks, message, whoseTurn, how } of reasons) {
      lines.push(
        `| ${blocks ? 'blocked' : 'note'} | ${cell(message)} | ${cell(
          whoseTurn.join(', '),
        )} | ${cell(how)} |`,
      );
    }
  }
  if (difference) {
    lines.push('', `**${describeCounts(report)}**`);
    if (difference.changes.length) {
      lines.push('', '| change | where | why |', '|---|---|---|');
      for (const change of difference.changes) {
        lines.push(
          `| ${change.class} | ${cell(
            describeContractPath(change.path),
          )} | ${cell(change.reason)} |`,
        );
      }
    }
  }
  if (affected) {
    lines.push('', `**${cell(describeAffected(affected))}**`, '');
    for (const { title, decision } of affected.decisionPaths) {
      lines.push(
        `- decision path ${cell(title)}${
          decision ? `: ${cell(decision)}` : ''
        }`,
      );
    }
    for (const party of affectedParties(affected)) {
      lines.push(
        `- ${party.isPerson ? 'person' : 'team'} ${cell(
          nameOfParty(party),
        )}: ${describeParty(party)}`,
      );
    }
    for (const { title, reason } of affected.spared ?? []) {
      lines.push(`- not affected: ${cell(title)} ${cell(reason)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** What people wrote must not become markup, a mention, or another cell. */
function cell(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~]/g, character => `\\${character}`)
    .replace(/@/g, '@\u200b')
    .replace(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${text.replace(/`/g, '')}\``;
}
