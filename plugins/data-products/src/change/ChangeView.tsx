import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';
import { ChangeDetail } from '@handoff/backstage-plugin-data-products-common';
import { Fact, Facts, OpenableLink, RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';
import { ActorName } from './ActorName';
import { AffectedSummary } from './AffectedSummary';
import { AskedList } from './AskedList';
import { ChangeActions } from './ChangeActions';
import { DifferenceView } from './DifferenceView';
import { GateMark } from './GateMark';
import { ReasonList } from './ReasonList';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  heading: { margin: theme.spacing(0, 0, 0.5), fontSize: '1rem' },
  description: { margin: 0, whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
}));

/** A change whole: the verdict with its reasons, who answered what, and whom it affects. */
export function ChangeView(props: { change: ChangeDetail }) {
  const { change } = props;
  const { gate, difference, promotion, rollback, withdrawal } = change;
  const classes = useStyles();
  const t = useMessages();
  return (
    <div className={classes.root}>
      {change.description && (
        <p className={classes.description}>{change.description}</p>
      )}
      <Facts>
        <Fact label={t('change.rollbackTo')}>{change.rollbackTo}</Fact>
        <Fact label={t('change.commit')}>{change.commit}</Fact>
        <Fact label={t('change.url')}>
          {change.url && <OpenableLink to={change.url} />}
        </Fact>
      </Facts>
      <Section title={t('change.gate')}>
        <GateMark verdict={gate.verdict} reasons={gate.reasons} />{' '}
        {change.state === 'open' && (
          <Subtle>
            {t('change.judged')} <RelativeTime at={gate.judgedAt} />
          </Subtle>
        )}
        <ReasonList reasons={gate.reasons} />
      </Section>
      {change.overrides.map(({ at, person, reason, expiresAt }) => (
        <Subtle key={at} component="p">
          {t('change.overriddenBy')} <ActorName actor={person} />,{' '}
          <RelativeTime at={at} />: {t('change.said', { comment: reason })}{' '}
          {t('change.overrideUntil')} <RelativeTime at={expiresAt} />
        </Subtle>
      ))}
      <Section title={t('change.asked.title')}>
        <AskedList change={change} />
      </Section>
      <ChangeActions change={change} />
      <Section title={t('change.affected.title')}>
        <AffectedSummary change={change} />
      </Section>
      {difference && (
        <Section title={t('change.difference.title')}>
          <DifferenceView
            label={t('change.difference.of', { title: change.title })}
            difference={difference}
          />
        </Section>
      )}
      {promotion && (
        <Subtle component="p">
          {t('change.promotedBy')} <ActorName actor={promotion.by} />,{' '}
          <RelativeTime at={promotion.at} />
          {promotion.commit && ` · ${promotion.commit}`}
        </Subtle>
      )}
      {rollback && (
        <Subtle component="p">
          {t('change.rolledBackBy', { version: rollback.toVersion })}{' '}
          <ActorName actor={rollback.by} />, <RelativeTime at={rollback.at} />:{' '}
          {t('change.said', { comment: rollback.reason })}
        </Subtle>
      )}
      {withdrawal && (
        <Subtle component="p">
          {t('change.withdrawnBy')} <ActorName actor={withdrawal.by} />,{' '}
          <RelativeTime at={withdrawal.at} />:{' '}
          {t('change.said', { comment: withdrawal.reason })}
        </Subtle>
      )}
    </div>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h4 id={titleId} className={classes.heading}>
        {props.title}
      </h4>
      {props.children}
    </section>
  );
}
