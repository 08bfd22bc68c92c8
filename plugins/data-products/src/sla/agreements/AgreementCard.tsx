import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  AgreementDetail,
  AgreementSummary,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import {
  CalendarDate,
  Fact,
  Facts,
  Subtle,
  unbroken,
  useHashTarget,
} from '../../look';
import { Notice, QueryState } from '../../states';
import { useMessages } from '../../translation';
import { AgreementActions } from './AgreementActions';
import { AgreementStateLine } from './AgreementStateLine';
import { standingRevision } from './revisions';
import { SignatureFacts } from './SignatureFacts';
import { TermsView } from './TermsView';
import { useAgreement } from './useAgreements';

const useStyles = makeStyles(theme => ({
  card: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
  },
  title: { margin: 0, fontSize: '1rem', overflowWrap: 'anywhere' },
  breaches: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(2.5),
  },
}));

/** One agreement: with whom, how it stands, who signed what, and what to do. */
export function AgreementCard(props: {
  summary: AgreementSummary;
  /** What the product promises now. */
  promised: readonly Objective[];
}) {
  const { summary, promised } = props;
  const classes = useStyles();
  const t = useMessages();
  const query = useAgreement(summary.id);
  const card = useHashTarget<HTMLLIElement>(summary.id);
  const known = query.data ?? summary;
  return (
    <li ref={card} tabIndex={-1} className={classes.card}>
      <div className={classes.head}>
        <h4 className={classes.title}>
          <EntityRefLink
            entityRef={known.consumer.ref}
            title={known.consumer.title}
            hideIcon
          />
        </h4>
        <div>
          <AgreementStateLine agreement={known} detail={query.data} />
        </div>
        <Subtle>
          {t('agreement.revision', { revision: String(known.revision) })}
        </Subtle>
      </div>
      {known.breachedByChange.length > 0 && (
        <Notice
          icon="error"
          tone="bad"
          role="status"
          title={t('agreement.breached.title')}
          description={
            <ul className={classes.breaches}>
              {known.breachedByChange.map(({ name, words }) => (
                <li key={name}>{unbroken(words)}</li>
              ))}
            </ul>
          }
        />
      )}
      <QueryState query={query} what={t('agreement.whatOne')} lines={3}>
        {agreement => <Body agreement={agreement} promised={promised} />}
      </QueryState>
    </li>
  );
}

function Body(props: {
  agreement: AgreementDetail;
  promised: readonly Objective[];
}) {
  const { agreement, promised } = props;
  const t = useMessages();
  return (
    <>
      <Facts>
        <SignatureFacts agreement={agreement} />
        <Fact label={t('agreement.nextReview')}>
          {agreement.nextReview && <CalendarDate on={agreement.nextReview} />}
        </Fact>
      </Facts>
      <TermsView terms={standingRevision(agreement).terms} />
      <AgreementActions agreement={agreement} promised={promised} />
    </>
  );
}
