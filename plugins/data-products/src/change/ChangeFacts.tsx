import { makeStyles } from '@material-ui/core/styles';
import { ChangeSummary } from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';
import { ActorName } from './ActorName';
import { ChangeStateMark } from './ChangeStateMark';
import { EffectMark } from './EffectMark';
import { GateMark } from './GateMark';
import { PartyLinks } from './PartyLinks';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
  },
}));

/** How a change stands, what kind of one it is, whose and since when, and on whom it waits. */
export function ChangeFacts(props: { change: ChangeSummary }) {
  const { state, verdict, effect, kind, version, ...change } = props.change;
  const classes = useStyles();
  const t = useMessages();
  return (
    <>
      <div className={classes.root}>
        {state === 'open' ? (
          <GateMark verdict={verdict} />
        ) : (
          <ChangeStateMark state={state} />
        )}
        <EffectMark effect={effect} />
        <span>{t(`change.kind.${kind}`)}</span>
        {version.to && (
          <span>
            {version.from ?? t('change.noVersion')} → {version.to}
          </span>
        )}
      </div>
      <Subtle component="div">
        {t('change.proposedBy')} <ActorName actor={change.proposedBy} />,{' '}
        <RelativeTime at={change.proposedAt} />
        {change.endedAt && (
          <>
            {' · '}
            {t('change.ended')} <RelativeTime at={change.endedAt} />
          </>
        )}
        {state === 'open' && change.waitsFor.length > 0 && (
          <>
            {' · '}
            {t('change.waitsFor')} <PartyLinks parties={change.waitsFor} />
          </>
        )}
      </Subtle>
    </>
  );
}
