import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { useSearchParams } from 'react-router-dom';
import {
  ChangeSummary,
  namedChange,
} from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { isDataProduct } from '../kinds';
import { focusRing, Subtle } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { ChangeItem } from './ChangeItem';
import { ContractHistory } from './ContractHistory';
import { FoldedSection } from './FoldedSection';
import { ImpactView } from './impact';
import { MoreButton } from './MoreButton';
import { ProposeChangeButton } from './ProposeChangeButton';
import { useChange, useChanges } from './useChanges';

const PAGE_SIZE = 20;

const useStyles = makeStyles(theme => ({
  root: {
    ...focusRing(theme),
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  heading: { margin: 0, fontSize: '1.25rem' },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
  },
}));

/**
 * Changes of the entity of the page: the open ones with what stands against
 * them and whom they affect, the earlier ones, the history of its contract, and
 * what depends on it.
 *
 * @public
 */
export function ChangesContent() {
  return (
    <DataProductsQueryProvider>
      <ChangesContentBody />
    </DataProductsQueryProvider>
  );
}

function ChangesContentBody() {
  const classes = useStyles();
  const t = useMessages();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const open = useChanges({ entityRef, state: 'open', limit: PAGE_SIZE });
  const named = namedChange(useSearchParams()[0]);
  return (
    <div className={classes.root}>
      <h2 className={classes.heading}>{t('change.openTitle')}</h2>
      <QueryState query={open} what={t('change.what')} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap(page => page.items);
          const isListed = items.some(({ id }) => id === named);
          return (
            <>
              {items.length === 0 ? (
                <EmptyState
                  title={t('change.empty.title')}
                  description={t('change.empty.description')}
                />
              ) : (
                <ChangeItems changes={items} opened={named ?? items[0].id} />
              )}
              <MoreButton query={open} />
              {named && !isListed && <NamedChange key={named} id={named} />}
            </>
          );
        }}
      </QueryState>
      <ProposeChangeButton entity={entity} />
      <FoldedSection title={t('change.past')}>
        <PastChanges entityRef={entityRef} />
      </FoldedSection>
      {isDataProduct(entity) && (
        <FoldedSection title={t('change.history.title')}>
          <ContractHistory entityRef={entityRef} />
        </FoldedSection>
      )}
      <FoldedSection title={t('impact.title')}>
        <ImpactView entityRef={entityRef} />
      </FoldedSection>
    </div>
  );
}

function PastChanges(props: { entityRef: string }) {
  const t = useMessages();
  const query = useChanges({ entityRef: props.entityRef, limit: PAGE_SIZE });
  return (
    <QueryState query={query} what={t('change.what')} lines={4}>
      {({ pages }) => {
        const past = pages
          .flatMap(page => page.items)
          .filter(({ state }) => state !== 'open');
        return (
          <>
            {past.length > 0 ? (
              <ChangeItems changes={past} />
            ) : (
              !query.hasNextPage && (
                <Subtle component="p">{t('change.pastNone')}</Subtle>
              )
            )}
            <MoreButton query={query} />
          </>
        );
      }}
    </QueryState>
  );
}

/** A change that a link led to, and that is not among the open ones. */
function NamedChange(props: { id: string }) {
  const t = useMessages();
  const query = useChange(props.id);
  return (
    <QueryState query={query} what={t('change.whatOne')} lines={4}>
      {change => <ChangeItems changes={[change]} opened={change.id} />}
    </QueryState>
  );
}

function ChangeItems(props: {
  changes: readonly ChangeSummary[];
  /** Id of the one that is whole from the start. */
  opened?: string;
}) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.changes.map(change => (
        <ChangeItem
          key={change.id}
          change={change}
          opened={change.id === props.opened}
        />
      ))}
    </ul>
  );
}
