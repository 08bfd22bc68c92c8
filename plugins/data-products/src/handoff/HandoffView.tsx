import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle } from '../look';
import { Fingerprint } from '../forms/Fingerprint';
import { Notice } from '../states';
import { useMessages } from '../translation';
import { ChangesTable } from './ChangesTable';
import { groupBySide } from './sides';
import { HandoffActions } from './HandoffActions';
import { HandoffStateMark } from './HandoffStateMark';
import { ItemRow } from './ItemRow';
import { ProgressBar } from './ProgressBar';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
  },
  side: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
    margin: theme.spacing(1, 0, 0),
    fontSize: '1rem',
  },
  list: { margin: 0, padding: 0 },
}));

/** A handoff whole: how it stands, each side's items, and what the reader can do. */
export function HandoffView(props: { handoff: HandoffDetail }) {
  const { handoff } = props;
  const { checklist, changes, content } = handoff;
  const classes = useStyles();
  const t = useMessages();
  const since = handoff.completion
    ? t('handoff.changes.sinceCompleted')
    : t('handoff.changes.sinceOpened');
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <HandoffStateMark state={handoff.state} />
        <span>
          {t(`lifecycle.${checklist.from}`)} → {t(`lifecycle.${checklist.to}`)}
        </span>
        <Subtle>
          {t('handoff.requestedBy')}{' '}
          <EntityRefLink
            entityRef={handoff.requester}
            hideIcon
            underline="always"
          />
          , <RelativeTime at={handoff.requestedAt} />
          {handoff.comment &&
            ` · ${t('handoff.said', { comment: handoff.comment })}`}
        </Subtle>
      </div>
      {handoff.state === 'lapsed' ? (
        <Notice
          icon="info"
          tone="caution"
          // It may happen while somebody is looking.
          role="alert"
          title={t('handoff.lapsed.title')}
          description={`${handoff.reason} ${t('handoff.lapsed.next')}`}
        />
      ) : (
        <Subtle component="p">{handoff.reason}</Subtle>
      )}
      <ProgressBar progress={handoff.progress} />
      <Subtle component="div">
        {t('handoff.checklist', {
          title: checklist.title,
          version: String(checklist.version),
        })}
        {content && (
          <>
            {' · '}
            <Fingerprint value={content.fingerprint} />
          </>
        )}
      </Subtle>
      {changes.length > 0 && (
        <section aria-label={since}>
          <h4 className={classes.side}>{since}</h4>
          <ChangesTable label={since} changes={changes} />
        </section>
      )}
      {groupBySide(handoff).map(({ responsible, title, items }) => {
        const side = handoff.sides.find(
          each => each.responsible === responsible,
        );
        return (
          <section key={responsible} aria-label={title}>
            <h4 className={classes.side}>
              {title}
              {side && side.required > 0 && (
                <Subtle>
                  {t('handoff.progress', {
                    done: String(side.done),
                    required: String(side.required),
                  })}
                </Subtle>
              )}
            </h4>
            <ul className={classes.list}>
              {items.map(item => (
                <ItemRow
                  key={item.id}
                  handoff={handoff}
                  item={item}
                  isOpen={!handoff.completion && handoff.state !== 'withdrawn'}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <HandoffActions handoff={handoff} />
    </div>
  );
}
