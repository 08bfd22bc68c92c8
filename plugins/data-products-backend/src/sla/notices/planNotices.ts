import { createHash } from 'node:crypto';
import { Criticality } from '@handoff/backstage-plugin-data-products-common';
import {
  Notice,
  NoticeBreach,
  NoticeSubject,
} from '@handoff/backstage-plugin-data-products-node';
import { PendingBreach, SubjectFacts, Told } from './PendingBreach';

/** What begins within this time is told at once. */
export const GROUP_MS = 30_000;

/** Nobody is told of the same objective twice within this time. */
export const REPEAT_MS = 4 * 60 * 60 * 1000;

/** An objective that breaks so often within {@link REPEAT_MS} is flapping. */
const FLAPS = 3;

/** A breach of a flapping objective is told once it has lasted so long. */
const STEADY_MS = 60 * 60 * 1000;

const SEVERITIES: readonly Criticality[] = [
  'critical',
  'high',
  'medium',
  'low',
];

/** What there is to know when notices are planned. */
export interface NoticeSituation {
  /** Open breaches that people are to be told of, each with its cause. */
  pending: readonly { breach: PendingBreach; cause: PendingBreach }[];
  /** By entity ref, of breaches and causes. */
  facts: ReadonlyMap<string, SubjectFacts>;
  told: readonly Told[];
  /** How many breaches of an objective began within {@link REPEAT_MS}, by id. */
  openings: ReadonlyMap<number, number>;
}

/** A notice, and whom it tells of which breach. */
export interface PlannedNotice {
  notice: Notice;
  breachIds: number[];
  tells: Told[];
}

/** What is to be done about pending breaches. */
export interface NoticePlan {
  notices: PlannedNotice[];
  /** When to look again at a breach of which somebody is not told yet, epoch ms. */
  later: Map<number, number>;
  /** Breaches that follow from one of which people were told before. */
  covered: Told[];
}

interface Entry {
  cause: PendingBreach;
  /** Without the cause. */
  affects: PendingBreach[];
}

/**
 * Who is to be told of what now. Everybody is told of a cause once, with those
 * of its consequences that they answer for themselves: they may not be allowed
 * to see others.
 *
 * @param now - epoch ms
 */
export function planNotices(
  { pending, facts, told, openings }: NoticeSituation,
  now: number,
): NoticePlan {
  const later = new Map<number, number>();
  const covered: Told[] = [];
  const entries = new Map<string, Map<number, Entry>>();
  const postpone = ({ breachId }: PendingBreach, until: number) =>
    later.set(breachId, Math.min(until, later.get(breachId) ?? Infinity));

  for (const { breach, cause } of pending) {
    const steadyAt = cause.openedAt + STEADY_MS;
    if ((openings.get(cause.objectiveId) ?? 0) >= FLAPS && steadyAt > now) {
      postpone(breach, steadyAt);
      continue;
    }
    for (const ref of breach.responsible) {
      const before = told.filter(each => each.ref === ref);
      const known = before.find(({ breachId }) => breachId === cause.breachId);
      const mayRepeatAt = Math.max(
        ...before
          .filter(({ objectiveId }) => objectiveId === cause.objectiveId)
          .map(({ at }) => at + REPEAT_MS),
      );
      if (known) {
        covered.push({
          breachId: breach.breachId,
          objectiveId: breach.objectiveId,
          ref,
          at: known.at,
        });
      } else if (mayRepeatAt > now) {
        postpone(breach, mayRepeatAt);
      } else {
        const own = entries.get(ref) ?? new Map<number, Entry>();
        const entry = own.get(cause.breachId) ?? { cause, affects: [] };
        if (breach.breachId !== cause.breachId) {
          entry.affects.push(breach);
        }
        entries.set(ref, own.set(cause.breachId, entry));
      }
    }
  }
  const notices = [...byContent(entries)].map(([id, { refs, list }]) =>
    toPlanned(id, refs, list, facts, now),
  );
  return { notices, later, covered };
}

/** Who is told the same is told at once. */
function byContent(
  entries: ReadonlyMap<string, ReadonlyMap<number, Entry>>,
): Map<string, { refs: string[]; list: Entry[] }> {
  const groups = new Map<string, { refs: string[]; list: Entry[] }>();
  for (const [ref, own] of entries) {
    const list = [...own.values()].sort(
      (a, b) =>
        SEVERITIES.indexOf(severityOf(a)) - SEVERITIES.indexOf(severityOf(b)) ||
        a.cause.breachId - b.cause.breachId,
    );
    const content = list.map(({ cause, affects }) => [
      cause.breachId,
      affects.map(({ breachId }) => breachId).sort((a, b) => a - b),
    ]);
    const id = createHash('sha256')
      .update(JSON.stringify(content))
      .digest('hex')
      .slice(0, 32);
    const group = groups.get(id) ?? { refs: [], list };
    group.refs.push(ref);
    groups.set(id, group);
  }
  return groups;
}

/** As severe as the worst of what these people answer for, or of the cause itself. */
function severityOf({ cause, affects }: Entry): Criticality {
  const severities = [cause, ...affects].map(({ objective }) =>
    SEVERITIES.indexOf(objective.severity),
  );
  return SEVERITIES[Math.min(...severities)];
}

function toPlanned(
  id: string,
  refs: readonly string[],
  list: readonly Entry[],
  facts: ReadonlyMap<string, SubjectFacts>,
  now: number,
): PlannedNotice {
  const recipients = [...refs].sort();
  const breaches = list.flatMap(({ cause, affects }) => [cause, ...affects]);
  return {
    notice: {
      id: `breaches-${id}`,
      recipients,
      breaches: list.map(entry => toNoticeBreach(entry, facts)),
    },
    breachIds: breaches.map(({ breachId }) => breachId),
    tells: breaches.flatMap(({ breachId, objectiveId }) =>
      recipients.map(ref => ({ breachId, objectiveId, ref, at: now })),
    ),
  };
}

function toNoticeBreach(
  entry: Entry,
  facts: ReadonlyMap<string, SubjectFacts>,
): NoticeBreach {
  const { cause, affects } = entry;
  const known = facts.get(cause.entityRef);
  return {
    ...toSubject(cause, facts),
    severity: severityOf(entry),
    datasets: known?.datasets ?? [],
    promise: cause.promise,
    observed: cause.observed,
    since: cause.since,
    runbook: known?.runbook,
    affects: affects.map(breach => toSubject(breach, facts)),
  };
}

function toSubject(
  { entityRef, objective }: PendingBreach,
  facts: ReadonlyMap<string, SubjectFacts>,
): NoticeSubject {
  return {
    entityRef,
    title: facts.get(entityRef)?.title ?? entityRef,
    objective: objective.name,
  };
}
