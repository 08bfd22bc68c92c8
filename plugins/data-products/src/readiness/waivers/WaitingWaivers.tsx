import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId } from 'react';
import { WaiverDetail } from '@handoff/backstage-plugin-data-products-common';
import { Tone, toneWash, useHashTarget } from '../../look';
import {
  isHiddenFromReader,
  Notice,
  RetryButton,
  useErrorWords,
} from '../../states';
import { useMessages } from '../../translation';
import { useWaivers } from './useWaivers';
import { WaiverAction } from './WaiverAction';
import { WaiverFacts } from './WaiverFacts';

const TONE: Tone = 'caution';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(1.5),
    borderRadius: theme.shape.borderRadius,
    background: toneWash(theme, TONE),
    color: theme.palette.text.primary,
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  item: { paddingTop: theme.spacing(1) },
  title: { fontWeight: 600 },
  actions: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
  },
}));

/** The waivers that wait for the reader's decision; nothing when there are none. */
export function WaitingWaivers(props: { entityRef: string }) {
  const classes = useStyles();
  const titleId = useId();
  const t = useMessages();
  const errorWords = useErrorWords();
  const { data, error, refetch } = useWaivers(props.entityRef);
  if (error) {
    return isHiddenFromReader(error) ? null : (
      <Notice
        icon="error"
        tone="caution"
        role="status"
        title={t('states.error.title', { what: t('waiver.what') })}
        description={errorWords(error)}
        action={<RetryButton onRetry={() => refetch()} />}
      />
    );
  }
  const waiting =
    data?.requested.filter(({ reader }) => reader.decide.allowed) ?? [];
  if (waiting.length === 0) {
    return null;
  }
  return (
    <section className={classes.root} aria-labelledby={titleId}>
      <Typography id={titleId} variant="subtitle2" component="h3">
        {t('waiver.waitingForYou')}
      </Typography>
      <ul className={classes.list} aria-labelledby={titleId}>
        {waiting.map(waiver => (
          <WaitingWaiver key={waiver.id} waiver={waiver} />
        ))}
      </ul>
    </section>
  );
}

function WaitingWaiver(props: { waiver: WaiverDetail }) {
  const { waiver } = props;
  const classes = useStyles();
  const t = useMessages();
  const row = useHashTarget<HTMLLIElement>(waiver.id);
  return (
    <li ref={row} tabIndex={-1} className={classes.item}>
      <div className={classes.title}>
        {t('waiver.of', { check: waiver.check.title ?? waiver.check.id })}
      </div>
      <WaiverFacts waiver={waiver} />
      <div className={classes.actions}>
        <WaiverAction waiver={waiver} step="approve" />
        <WaiverAction waiver={waiver} step="reject" />
      </div>
    </li>
  );
}
