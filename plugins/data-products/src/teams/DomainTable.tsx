import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { DomainList } from '@handoff/backstage-plugin-data-products-common';
import { domainRef } from '../kinds';
import { useMessages } from '../translation';
import { RollupRow, RollupTable } from './RollupTable';
import { useExploreLink } from './useExploreLink';

/** How each domain stands. */
export function DomainTable(props: { domains: DomainList }) {
  const t = useMessages();
  const exploreLink = useExploreLink();
  return (
    <RollupTable label={t('domains.table')} nameColumn={t('domains.domain')}>
      {props.domains.items.map(item => (
        <RollupRow
          key={item.domain ?? ''}
          standsOut={item.domain === undefined}
          rollup={item}
          change={changeOf(item.trend)}
          name={
            item.domain === undefined ? (
              t('domains.none')
            ) : (
              <EntityDisplayName entityRef={domainRef(item.domain)} hideIcon />
            )
          }
          entitiesTo={
            item.domain === undefined
              ? undefined
              : exploreLink({ domain: [item.domain] })
          }
          firstThingTo={
            item.topFailing[0] && item.domain !== undefined
              ? exploreLink({
                  domain: [item.domain],
                  check: item.topFailing[0].checkId,
                })
              : undefined
          }
        />
      ))}
    </RollupTable>
  );
}

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

/** The difference between the last point of a trend and the one 30 days before. */
function changeOf(
  trend: DomainList['items'][number]['trend'],
): number | undefined {
  const last = trend[trend.length - 1];
  if (!last) {
    return undefined;
  }
  const then = Date.parse(last.date) - THIRTY_DAYS_MS;
  const before = trend.filter(({ date }) => Date.parse(date) <= then).pop();
  return before && last.score - before.score;
}
