import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReadinessDetail } from '@handoff/backstage-plugin-data-products-common';
import { focusRing, RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';
import { LevelMark } from './LevelMark';
import { OutcomeList } from './OutcomeList';
import { ReadinessRing } from './ReadinessRing';
import { ScoreTrend } from './ScoreTrend';
import { WaitingWaivers } from './waivers';
import { whoseTurn } from './whoseTurn';

const useStyles = makeStyles(theme => ({
  root: { ...focusRing(theme), display: 'grid', gap: theme.spacing(2) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
  },
  score: { fontSize: '1.75rem', fontWeight: 700, lineHeight: 1 },
  words: { minWidth: 0, flex: 1 },
}));

/** The score, whose turn it is, and every check. */
export function ReadinessDetailView(props: { readiness: ReadinessDetail }) {
  const { readiness } = props;
  const classes = useStyles();
  const t = useMessages();
  const turns = whoseTurn(readiness.outcomes);
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <ReadinessRing
          score={readiness.score}
          level={readiness.level}
          size={56}
        />
        <Typography component="span" className={classes.score}>
          {readiness.score}
        </Typography>
        <div className={classes.words}>
          <LevelMark level={readiness.level} />
          <div>
            <Subtle>
              {t('readiness.evaluated')}{' '}
              <RelativeTime at={readiness.evaluatedAt} />
            </Subtle>
          </div>
        </div>
      </div>
      {turns.length > 0 ? (
        <div>
          <strong>{t('readiness.whoseTurn')}</strong>{' '}
          {turns.map((turn, index) => (
            <span key={turn.ref ?? turn.role}>
              {index > 0 && ', '}
              {turn.ref ? (
                <EntityRefLink
                  entityRef={turn.ref}
                  hideIcon
                  underline="always"
                />
              ) : (
                t('readiness.vacantRole', { role: t(`role.${turn.role}`) })
              )}
              {` (${turn.checks})`}
            </span>
          ))}
        </div>
      ) : (
        <div>{t('readiness.nothingToDo')}</div>
      )}
      <WaitingWaivers entityRef={readiness.entityRef} />
      <OutcomeList
        entityRef={readiness.entityRef}
        outcomes={readiness.outcomes}
      />
      <ScoreTrend entityRef={readiness.entityRef} level={readiness.level} />
    </div>
  );
}
