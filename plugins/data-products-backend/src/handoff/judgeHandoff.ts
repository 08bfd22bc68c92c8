import {
  Handoff,
  HandoffContent,
  handoffStatus,
} from '@handoff/backstage-plugin-data-products-common';
import { HandoffSurroundings, MembershipsNow } from './HandoffSurroundings';
import { JudgedHandoff } from './HandoffView';

/** How a handoff stands among what surrounds it. */
export function judgeHandoff(
  handoff: Handoff,
  surroundings: HandoffSurroundings,
  options: {
    contents: ReadonlyMap<string, HandoffContent>;
    memberships: MembershipsNow;
    now: Date;
  },
): JudgedHandoff {
  const facts = surroundings.factsOf(
    handoff,
    options.contents,
    options.memberships,
  );
  return { handoff, facts, status: handoffStatus(handoff, facts, options.now) };
}

/** Clocks of replicas differ; what follows does not come before. */
export function notBefore(
  { requestedAt, signatures, completion }: Handoff,
  now = new Date(),
): Date {
  const last = [
    requestedAt,
    signatures.at(-1)?.at ?? '',
    completion?.at ?? '',
  ].sort()[2];
  return last > now.toISOString() ? new Date(last) : now;
}
