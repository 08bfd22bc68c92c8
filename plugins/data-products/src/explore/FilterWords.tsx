import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { ReactNode } from 'react';
import { domainRef } from '../kinds';
import { useMessages } from '../translation';
import { ActiveFilter, ExploreFilters } from './exploreView';
import { useChecks } from './useReadinessList';

/** A filter in words, such as "Team: Customer Data, Growth". */
export function FilterWords(props: {
  filter: ActiveFilter;
  filters: ExploreFilters;
}) {
  const { filter, filters } = props;
  const t = useMessages();
  const checks = useChecks(filter.name === 'check');

  const valueWords = (value: string): ReactNode => {
    switch (filter.name) {
      case 'owner':
        return <EntityDisplayName entityRef={value} hideIcon disableTooltip />;
      case 'domain':
        return (
          <EntityDisplayName
            entityRef={domainRef(value)}
            hideIcon
            disableTooltip
          />
        );
      case 'check':
        return (
          checks.data?.items.find(({ id }) => id === value)?.title ?? value
        );
      case 'q':
        return `“${value}”`;
      default:
        return t(`${filter.name}.${value}` as 'level.ready');
    }
  };

  return (
    <span>
      {t(`filter.${filter.name as 'owner'}`)}
      {filter.values.length > 0 && ': '}
      {filter.values.map((value, index) => (
        <span key={value}>
          {index > 0 && ', '}
          {valueWords(value)}
        </span>
      ))}
      {filter.name === 'owner' && filters.nested && ` ${t('filter.andBelow')}`}
    </span>
  );
}
