import { makeStyles, useTheme } from '@material-ui/core/styles';
import TrendingDownIcon from '@material-ui/icons/TrendingDown';
import TrendingFlatIcon from '@material-ui/icons/TrendingFlat';
import TrendingUpIcon from '@material-ui/icons/TrendingUp';
import { Subtle, toneColor } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  // No higher than the text beside it, so that both stand on one line.
  score: { fontWeight: 700, fontSize: '1.125rem', lineHeight: 1 },
  change: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginLeft: theme.spacing(1),
    whiteSpace: 'nowrap',
    fontSize: '0.8125rem',
    '& svg': { fontSize: '1.1rem' },
  },
}));

/** A rolled-up score, and how it moved in 30 days. */
export function Score(props: {
  /** Absent when there is nothing to score. */
  score: number | undefined;
  /** Absent when there was none before. */
  change?: number;
}) {
  const { score, change } = props;
  const classes = useStyles();
  const theme = useTheme();
  const t = useMessages();
  if (score === undefined) {
    return <Subtle>{t('teams.noScore')}</Subtle>;
  }
  const rounded = change === undefined ? undefined : Math.round(change);
  return (
    <span>
      <span className={classes.score}>{Math.round(score)}</span>
      {rounded !== undefined && (
        <span
          className={classes.change}
          style={{
            color: toneColor(
              theme,
              // eslint-disable-next-line no-nested-ternary
              rounded > 0 ? 'good' : rounded < 0 ? 'bad' : 'calm',
            ),
          }}
          title={t('teams.changeTitle')}
        >
          {rounded > 0 && <TrendingUpIcon aria-hidden />}
          {rounded < 0 && <TrendingDownIcon aria-hidden />}
          {rounded === 0 && <TrendingFlatIcon aria-hidden />}
          {rounded === 0
            ? t('teams.unchanged')
            : t('teams.change', {
                change: `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)}`,
              })}
        </span>
      )}
    </span>
  );
}
