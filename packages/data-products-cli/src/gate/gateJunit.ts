import { affectedLines } from './describeGate';
import { GateReport, VERDICT_WORDS } from './GateReport';

/**
 * For the test report of a pipeline: a failed case for each reason that blocks.
 * Each says what is affected, as test reports show failures one by one.
 */
export function gateJunit(report: GateReport): string {
  const { entityRef, reasons, verdict, affected } = report;
  const blocking = reasons.filter(({ blocks }) => blocks);
  const cases = reasons.length
    ? reasons.map(({ rule, blocks, message, whoseTurn, how }) => {
        const text = [
          message,
          how,
          whoseTurn.join(', '),
          ...(blocks && affected ? affectedLines(affected) : []),
        ]
          .filter(Boolean)
          .join('\n');
        return blocks
          ? `    <testcase classname=${quote(entityRef)} name=${quote(
              rule,
            )}><failure message=${quote(message)}>${escape(
              text,
            )}</failure></testcase>`
          : `    <testcase classname=${quote(entityRef)} name=${quote(
              rule,
            )}><system-out>${escape(text)}</system-out></testcase>`;
      })
    : [
        `    <testcase classname=${quote(entityRef)} name=${quote(
          VERDICT_WORDS[verdict],
        )}/>`,
      ];
  const counts = `tests="${cases.length}" failures="${blocking.length}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="data-products gate" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function quote(text: string): string {
  return `"${escape(text).replace(/\s/g, ' ')}"`;
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return (
    text
      .replace(/[&<>"]/g, character => entities[character])
      // XML 1.0 has no way to write these.
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
  );
}
