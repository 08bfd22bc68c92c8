import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { describeRef } from '../kinds';
import { BriefingText } from './Briefing';
import { BriefingSource, BriefingSources } from './BriefingSources';
import { joined } from './briefingText';

/** Users, groups and other entities, as people call them. */
export interface PartyNames {
  /** @param ref - full */
  name(ref: string): BriefingText;
  /** @param refs - full */
  names(refs: readonly string[], missing: string): BriefingText;
  /**
   * As a field of the entity names them: completed by a kind and the entity's
   * namespace. What is no ref stands as it is.
   */
  written(
    refs: string | string[] | undefined,
    defaultKind: string,
    missing: string,
  ): BriefingText;
}

interface Titled {
  ref: string;
  title?: string;
}

/** Gathers what all the answers call people and teams. */
export function nameParties(sources: BriefingSources): PartyNames {
  const titles = new Map<string, string>();
  for (const { ref, title } of titledParties(sources)) {
    if (title) {
      titles.set(ref, title);
    }
  }
  const name = (ref: string): BriefingText => [
    { text: titles.get(ref) ?? describeRef(ref), ref },
  ];
  const joinedOr = (texts: BriefingText[], missing: string): BriefingText =>
    texts.length > 0 ? joined(texts) : [{ missing }];
  return {
    name,
    names: (refs, missing) => joinedOr(refs.map(name), missing),
    written: (refs, defaultKind, missing) =>
      joinedOr(
        [refs ?? []].flat().map((text): BriefingText => {
          const ref = completeRef(text, defaultKind, sources.entity);
          return ref ? name(ref) : [text];
        }),
        missing,
      ),
  };
}

function titledParties(sources: BriefingSources): Titled[] {
  const { entity, ownership, waivers, handoff, agreements } = sources;
  return [
    { ref: stringifyEntityRef(entity), title: entity.metadata.title },
    ...read(ownership, ({ roles, escalation }) => [
      ...roles.flatMap(({ members }) =>
        members.flatMap(member => [member, ...member.people]),
      ),
      ...escalation.map(({ notify, title }) => ({ ref: notify, title })),
    ]),
    ...read(waivers, list => list.flatMap(({ approvers }) => approvers)),
    ...read(agreements, list =>
      list.flatMap(({ provider, consumer }) => [provider, consumer]),
    ),
    ...read(handoff, detail =>
      [...(detail?.sides ?? []), ...(detail?.items ?? [])].flatMap(
        ({ waitingOn }) => waitingOn,
      ),
    ),
  ];
}

function read<T>(
  source: BriefingSource<T>,
  parties: (data: T) => Titled[],
): Titled[] {
  return 'data' in source ? parties(source.data) : [];
}

function completeRef(
  text: string,
  defaultKind: string,
  entity: Entity,
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    return undefined;
  }
}
