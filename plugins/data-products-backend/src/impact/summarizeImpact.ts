import {
  describeRef,
  ImpactClosure,
  ImpactSummary,
} from '@handoff/backstage-plugin-data-products-common';
import { ActiveAgreement } from './ActiveAgreements';
import { ImpactFacts } from './ImpactGraph';
import { Reached } from './Reached';

/** Nobody owns it, or nobody is known to. */
const NOBODY = '';

/** What a summary is made with. */
export interface SummaryContext {
  /** Where it started. */
  entityRef: string;
  /** When the whole catalog was read last; absent before the first time. */
  readAt?: string;
  factsOf(ref: string): ImpactFacts | undefined;
  isReadable(ref: string): boolean;
  titleOf(ref: string): string | undefined;
  agreements: readonly ActiveAgreement[];
  /** Whether the reader is told how many there are that they may not see. */
  countHidden: boolean;
}

interface TeamCount {
  count: number;
  hidden: number;
  kinds: Map<string, number>;
}

/**
 * Everything that is reached, in numbers and by whom it concerns, as far as
 * the reader may see it.
 */
export function summarizeImpact(
  reached: Reached,
  context: SummaryContext,
): ImpactSummary {
  const { closure, nodes } = reached;
  const { factsOf, isReadable, titleOf } = context;
  const kinds = new Map<string, number>();
  const teams = new Map<string, TeamCount>();
  const decisionPaths: ImpactSummary['decisionPaths'] = [];
  const visible = new Set([context.entityRef]);
  for (const { ref, depth } of nodes) {
    const facts = factsOf(ref);
    const owner = facts?.owner ?? NOBODY;
    let team = teams.get(owner);
    if (!team) {
      team = { count: 0, hidden: 0, kinds: new Map() };
      teams.set(owner, team);
    }
    if (!isReadable(ref)) {
      team.hidden += 1;
      continue;
    }
    visible.add(ref);
    const kind = ref.slice(0, ref.indexOf(':'));
    team.count += 1;
    increase(team.kinds, kind);
    increase(kinds, kind);
    if (kind === 'decisionpath') {
      decisionPaths.push({
        ref,
        title: facts?.title ?? describeRef(ref),
        decision: facts?.decision,
        criticality: facts?.criticality ?? 'medium',
        depth,
      });
    }
  }
  const incomplete = whyIncomplete(closure, context.readAt);
  return {
    total: visible.size - 1,
    byKind: toCounts(kinds),
    teams: [...teams]
      .filter(
        ([ref, { count }]) =>
          count > 0 || (context.countHidden && isReadable(ref)),
      )
      .map(([ref, { count, hidden, kinds: byKind }]) => ({
        ...(ref !== NOBODY && { ref, title: titleOf(ref) }),
        count,
        byKind: toCounts(byKind),
        ...(context.countHidden && { hidden }),
      }))
      .sort((a, b) => b.count - a.count || compare(a.ref ?? '', b.ref ?? '')),
    decisionPaths,
    consumers: consumersOf(context, visible),
    spared: sparedOf(reached, context),
    complete: incomplete === undefined,
    incomplete,
    cyclic: closure.cyclic,
  };
}

/** Why there may be more, in words; nothing when there is not. */
export function whyIncomplete(
  closure: ImpactClosure,
  readAt: string | undefined,
): string | undefined {
  if (readAt === undefined) {
    return 'The catalog was not read to its end yet; ask again in a minute.';
  }
  return closure.complete
    ? undefined
    : 'There is more behind the depth that was asked for; leave the depth out to see everything.';
}

/** With less than everything reached, nobody knows who is. */
function sparedOf(
  { closure, direct }: Reached,
  { entityRef, factsOf, isReadable }: SummaryContext,
): ImpactSummary['spared'] {
  if (!direct || !closure.complete) {
    return undefined;
  }
  return direct
    .filter(({ ref }) => !closure.has(ref) && isReadable(ref))
    .map(({ ref }) => {
      const facts = factsOf(ref);
      const lineageSince = facts?.lineageSince?.[entityRef];
      return {
        ref,
        title: facts?.title ?? describeRef(ref),
        reason: `reads none of the columns that change${
          lineageSince === undefined
            ? ''
            : `, as lineage says since ${lineageSince.slice(0, 10)}`
        }`,
        lineageSince,
      };
    })
    .sort((a, b) => compare(a.ref, b.ref));
}

function consumersOf(
  { agreements, titleOf }: SummaryContext,
  visible: ReadonlySet<string>,
): ImpactSummary['consumers'] {
  const consumers = new Map<string, { id: string; entityRef: string }[]>();
  for (const { id, entityRef, consumer } of agreements) {
    if (visible.has(entityRef)) {
      const known = consumers.get(consumer) ?? [];
      known.push({ id, entityRef });
      consumers.set(consumer, known);
    }
  }
  return [...consumers].map(([ref, agreed]) => ({
    ref,
    title: titleOf(ref),
    agreements: agreed,
  }));
}

function toCounts(counts: ReadonlyMap<string, number>) {
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || compare(a.kind, b.kind));
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
