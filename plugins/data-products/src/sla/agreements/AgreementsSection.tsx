import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import {
  AgreementSummary,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { EmptyState, QueryState } from '../../states';
import { useMessages } from '../../translation';
import { AgreementCard } from './AgreementCard';
import { ProposeButton } from './ProposeButton';
import { useAgreements } from './useAgreements';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  propose: { marginTop: theme.spacing(2) },
  earlier: { margin: theme.spacing(2, 0, 0) },
  toggle: {
    padding: 0,
    minWidth: 0,
    marginBottom: theme.spacing(1),
    textTransform: 'none',
    textDecoration: 'underline',
  },
}));

/** What the data product of the page has been agreed on, with whom. */
export function AgreementsSection(props: {
  /** What it promises now. */
  promised: readonly Objective[];
}) {
  const { promised } = props;
  const t = useMessages();
  const { entity } = useEntity();
  const query = useAgreements(stringifyEntityRef(entity));
  return (
    <EntityInfoCard title={t('agreement.title')}>
      <QueryState query={query} what={t('agreement.what')} lines={4}>
        {agreements => (
          <AgreementsOfProduct agreements={agreements} promised={promised} />
        )}
      </QueryState>
    </EntityInfoCard>
  );
}

function AgreementsOfProduct(props: {
  agreements: AgreementSummary[];
  promised: readonly Objective[];
}) {
  const { agreements, promised } = props;
  const classes = useStyles();
  const t = useMessages();
  const [showsEarlier, setShowsEarlier] = useState(false);
  const earlierId = useId();
  const current = agreements.filter(({ endedAt }) => !endedAt);
  const earlier = agreements.filter(({ endedAt }) => endedAt);
  const cards = (shown: AgreementSummary[]) =>
    shown.map(agreement => (
      <AgreementCard
        key={agreement.id}
        summary={agreement}
        promised={promised}
      />
    ));
  return (
    <>
      {current.length === 0 && (
        <EmptyState
          title={t('agreement.empty.title')}
          description={t('agreement.empty.description')}
        />
      )}
      <ul className={classes.list}>{cards(current)}</ul>
      <div className={classes.propose}>
        <ProposeButton promised={promised} />
      </div>
      {earlier.length > 0 && (
        <div className={classes.earlier}>
          <Button
            size="small"
            className={classes.toggle}
            aria-expanded={showsEarlier}
            aria-controls={earlierId}
            onClick={() => setShowsEarlier(!showsEarlier)}
          >
            {t('agreement.earlier', { count: earlier.length })}
          </Button>
          {showsEarlier && (
            <ul id={earlierId} className={classes.list}>
              {cards(earlier)}
            </ul>
          )}
        </div>
      )}
    </>
  );
}
