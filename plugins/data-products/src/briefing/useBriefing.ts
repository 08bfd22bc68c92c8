import { stringifyEntityRef } from '@backstage/catalog-model';
import { UseQueryResult } from '@tanstack/react-query';
import {
  Briefing,
  BriefingSource,
  BriefingStep,
  composeBriefing,
  DataProductEntity,
  DecisionPathEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { useCurrentHandoff } from '../handoff/useHandoffs';
import { useOwnership } from '../ownership/useOwnership';
import { pathSteps, StepFacts, stepEntityRefs } from '../path/pathSteps';
import { useStepFacts } from '../path/useStepFacts';
import { useReadiness } from '../readiness/useReadiness';
import { useWaivers } from '../readiness/waivers/useWaivers';
import { useAgreements } from '../sla/agreements/useAgreements';
import { useSla } from '../sla/useSla';
import { isHiddenFromReader, useErrorWords } from '../states';
import { useMessages } from '../translation';

/** A briefing, and what it could not be made of. */
export interface ReadBriefing {
  /** Absent while it is read. */
  briefing?: Briefing;
  /** How many sources could not be read. */
  unreadable: number;
  /** Reads those again. */
  retry: () => void;
}

/** The briefing of an entity's release, from all that the portal knows of it. */
export function useBriefing(
  entity: DataProductEntity | DecisionPathEntity,
): ReadBriefing {
  const entityRef = stringifyEntityRef(entity);
  const path = isPath(entity) ? entity : undefined;
  const sourceOf = useSourceOf();

  const ownership = useOwnership(entityRef);
  const readiness = useReadiness(entityRef);
  const sla = useSla(entityRef);
  const waivers = useWaivers(entityRef);
  const handoff = useCurrentHandoff(entityRef);
  const agreements = useAgreements(entityRef);
  const stepFacts = useStepFacts(path ? stepEntityRefs(path) : []);

  const queries: UseQueryResult<unknown>[] = [
    ownership,
    readiness,
    sla,
    waivers,
    handoff,
    agreements,
    stepFacts,
  ];
  const failed = queries.filter(isUnreadable);
  const retry = () => failed.forEach(query => query.refetch());
  if (queries.some(({ isPending }) => isPending)) {
    return { unreadable: 0, retry };
  }
  return {
    briefing: composeBriefing({
      entity,
      ownership: sourceOf(ownership, data => data),
      readiness: sourceOf(readiness, data => data),
      sla: sourceOf(sla, data => data),
      waivers: sourceOf(waivers, ({ approved, requested }) => [
        ...approved,
        ...requested,
      ]),
      handoff: sourceOf(handoff, data => data.handoff),
      agreements: sourceOf(agreements, data => data),
      steps: path ? stepsOf(path, stepFacts.data) : [],
      now: asOf(queries),
    }),
    unreadable: failed.length,
    retry,
  };
}

function isPath(
  entity: DataProductEntity | DecisionPathEntity,
): entity is DecisionPathEntity {
  return entity.kind === 'DecisionPath';
}

/** What the reader has lost access to is not told from the cache either. */
function isUnreadable({ data, error }: UseQueryResult<unknown>): boolean {
  return error !== null && (data === undefined || isHiddenFromReader(error));
}

/** What a query that is not pending has for a briefing. */
function useSourceOf() {
  const t = useMessages();
  const errorWords = useErrorWords();
  return <T, S>(
    query: UseQueryResult<T>,
    pick: (data: T) => S,
  ): BriefingSource<S> => {
    const { data, error } = query;
    if (data !== undefined && !isUnreadable(query)) {
      return { data: pick(data) };
    }
    return {
      unreadable:
        error && !isHiddenFromReader(error)
          ? errorWords(error)
          : t('briefing.hidden'),
    };
  };
}

function stepsOf(
  path: DecisionPathEntity,
  facts: ReadonlyMap<string, StepFacts> | undefined,
): BriefingStep[] {
  return pathSteps(path, facts).map(
    ({ stage, name, description, entityRef, ownerRefs }) => ({
      stage,
      name,
      description,
      entityRef,
      // Who owns an entity is not in the path: nobody, and not known, are two things.
      ownerRefs:
        entityRef && !facts && ownerRefs.length === 0 ? undefined : ownerRefs,
    }),
  );
}

/** When the oldest of the answers came: the briefing is no newer than that. */
function asOf(queries: readonly UseQueryResult<unknown>[]): Date {
  const times = queries
    .map(({ dataUpdatedAt }) => dataUpdatedAt)
    .filter(time => time > 0);
  return new Date(times.length > 0 ? Math.min(...times) : Date.now());
}
