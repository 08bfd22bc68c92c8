import { GROUP_MS } from './planNotices';
import { PendingBreach } from './PendingBreach';

/**
 * The breach that another one follows from, through any number of inputs:
 * itself when it follows from none.
 *
 * A breach upstream is taken for the cause when it is of the same indicator
 * and was there first. An older trouble of another kind upstream explains
 * nothing, and must not hide a new one.
 *
 * @param upstream - the open breaches of what each entity depends on
 */
export function findCause(
  breach: PendingBreach,
  upstream: ReadonlyMap<string, readonly PendingBreach[]>,
): PendingBreach {
  // Entities may depend on each other in a circle.
  const seen = new Set([breach.entityRef]);
  let cause = breach;
  for (;;) {
    const next = causeOf(cause, upstream.get(cause.entityRef) ?? [], seen);
    if (!next) {
      return cause;
    }
    seen.add(next.entityRef);
    cause = next;
  }
}

/** The first breach among those one step upstream that explains it. */
function causeOf(
  breach: PendingBreach,
  upstream: readonly PendingBreach[],
  seen: ReadonlySet<string>,
): PendingBreach | undefined {
  return upstream
    .filter(
      candidate =>
        !seen.has(candidate.entityRef) &&
        candidate.objective.indicator === breach.objective.indicator &&
        // What is evaluated in one go is noticed in no order.
        candidate.openedAt <= breach.openedAt + GROUP_MS,
    )
    .sort((a, b) => a.openedAt - b.openedAt || a.breachId - b.breachId)[0];
}
