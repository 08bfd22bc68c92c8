import { parseEntityRef } from '@backstage/catalog-model';
import {
  NotificationPayload,
  NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import { Criticality } from '@handoff/backstage-plugin-data-products-common';
import {
  Message,
  Notice,
  NoticeBreach,
} from '@handoff/backstage-plugin-data-products-node';

/** The topic under which people can switch these notifications off. */
export const BROKEN_PROMISES_TOPIC = 'broken-promises';

/** In the words of the portal's notifications, which go up to `critical`. */
const SEVERITIES: Record<Criticality, NotificationSeverity> = {
  critical: 'critical',
  high: 'high',
  medium: 'normal',
  low: 'low',
};

/** A notice in words: what is broken, by how much, of which data, and what to do. */
export function describeNotice({ id, breaches }: Notice): NotificationPayload {
  const [worst] = breaches;
  const others = breaches.length - 1;
  return {
    title:
      others > 0
        ? `${describeBroken(worst)}, and ${others} more broken ${
            others === 1 ? 'promise' : 'promises'
          }`
        : describeBroken(worst),
    description: breaches.map(describeBreach).join('\n\n'),
    link: linkTo(worst.entityRef, 'sla'),
    severity: SEVERITIES[worst.severity],
    topic: BROKEN_PROMISES_TOPIC,
    // What is sent again after a crash replaces what was sent before.
    scope: id,
  };
}

/** A message as a notification. */
export function describeMessage({
  id,
  title,
  text,
  severity,
  topic,
  entityRef,
  tab,
  search,
}: Message): NotificationPayload {
  return {
    title,
    description: text,
    link: linkTo(entityRef, tab) + (search ? `?${search}` : ''),
    severity: SEVERITIES[severity],
    topic,
    scope: id,
  };
}

function describeBroken({ title, objective }: NoticeBreach): string {
  return `${title}: ${objective} is broken`;
}

function describeBreach(breach: NoticeBreach): string {
  const lines = [
    `${describeBroken(breach)}. ${breach.observed}`,
    `Promised: ${breach.promise}`,
    `Since: ${describeInstant(breach.since)}`,
  ];
  if (breach.datasets.length) {
    lines.push(`Data: ${breach.datasets.join(', ')}`);
  }
  if (breach.affects.length) {
    lines.push(
      `In consequence, of what you answer for: ${breach.affects
        .map(({ title, objective }) => `${title} (${objective})`)
        .join(', ')}`,
    );
  }
  lines.push(
    breach.runbook
      ? `Runbook: ${breach.runbook}`
      : 'No runbook is named: add spec.runbook to the entity.',
  );
  return lines.join('\n');
}

/** Such as `2026-11-21 06:10 UTC`: whoever reads it may be anywhere. */
function describeInstant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function linkTo(entityRef: string, tab: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${[namespace, kind.toLocaleLowerCase('en-US'), name]
    .map(encodeURIComponent)
    .join('/')}${tab && `/${tab}`}`;
}
