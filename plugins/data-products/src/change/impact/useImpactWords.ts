import { parseEntityRef } from '@backstage/catalog-model';
import {
  describeRef,
  ImpactAnswer,
  ImpactNodeAnswer,
} from '@handoff/backstage-plugin-data-products-common';
import { useMemo } from 'react';
import { nameOfParty } from '../../handoff/sides';
import { spaced, useCalendarDay } from '../../look';
import { useMessages } from '../../translation';

/** Kinds with a word of their own; others are named as the catalog does. */
const KNOWN_KINDS = [
  'api',
  'component',
  'dataproduct',
  'decisionpath',
  'glossaryterm',
  'resource',
  'system',
] as const;

/** How things reached from an entity are spoken of. */
export interface ImpactWords {
  /** A kind of entity, such as "Data product". */
  kindOf(kind: string): string;
  /** How something is reached, such as "uses Revenue". */
  wayTo(node: ImpactNodeAnswer): string;
  /** All that is known of something, in one line. */
  describe(node: ImpactNodeAnswer): string;
}

/**
 * The words for what is reached.
 *
 * @param titles - of all that a way may lead over, by ref
 */
export function useImpactWords(
  direction: ImpactAnswer['direction'],
  titles: ReadonlyMap<string, string>,
): ImpactWords {
  const t = useMessages();
  const dayOf = useCalendarDay();
  return useMemo(() => {
    const kindOf = (kind: string) => {
      const known = KNOWN_KINDS.find(each => each === kind);
      return known ? t(`impact.kind.${known}`) : spaced(kind);
    };
    const wayTo = ({ via }: ImpactNodeAnswer) => {
      const name = titles.get(via.ref) ?? describeRef(via.ref);
      const words = via.kind
        ? t(`impact.${direction}.${via.kind}`, { name })
        : t('impact.hiddenWay', { name });
      const reads = [
        via.reads?.join(', '),
        via.lineageSince &&
          t('impact.lineageSince', { day: dayOf(via.lineageSince) }),
      ].filter(Boolean);
      return reads.length ? `${words} (${reads.join('; ')})` : words;
    };
    return {
      kindOf,
      wayTo,
      describe: node =>
        [
          kindOf(parseEntityRef(node.ref).kind.toLocaleLowerCase('en-US')),
          node.missing ? t('impact.missing') : undefined,
          node.owner ? nameOfParty(node.owner) : t('impact.nobody'),
          t('impact.steps', { count: node.depth }),
          wayTo(node),
        ]
          .filter(Boolean)
          .join(', '),
    };
  }, [t, dayOf, direction, titles]);
}

/** The titles of all that was reached, and of where it started. */
export function titlesOf(
  entity: ImpactAnswer['entity'],
  nodes: readonly ImpactNodeAnswer[],
): Map<string, string> {
  return new Map([entity, ...nodes].map(({ ref, title }) => [ref, title]));
}
