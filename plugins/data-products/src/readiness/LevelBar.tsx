import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  READINESS_LEVELS,
  ReadinessLevel,
} from '@handoff/backstage-plugin-data-products-common';
import { toneColor } from '../look';
import { useMessages } from '../translation';
import { LEVEL_TONES } from './levels';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 2,
    height: 10,
    minWidth: 120,
    borderRadius: 5,
    overflow: 'hidden',
    background: theme.palette.divider,
  },
  words: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1.5),
    marginTop: theme.spacing(0.5),
    fontSize: '0.8125rem',
  },
}));

// The segments differ in their pattern as well, for eyes that do not tell the
// colours apart.
const PATTERNS: Record<ReadinessLevel, (color: string) => string> = {
  ready: color => color,
  'at-risk': color =>
    `repeating-linear-gradient(135deg, ${color} 0 4px, transparent 4px 7px)`,
  'not-ready': color =>
    `repeating-linear-gradient(90deg, ${color} 0 2px, transparent 2px 4px)`,
};

/** How many are ready, at risk and not ready: one stacked bar, and the words. */
export function LevelBar(props: { counts: Record<ReadinessLevel, number> }) {
  const classes = useStyles();
  const theme = useTheme();
  const t = useMessages();
  const shown = READINESS_LEVELS.filter(level => props.counts[level] > 0);
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {shown.map(level => (
          <div
            key={level}
            style={{
              flexGrow: props.counts[level],
              background: PATTERNS[level](toneColor(theme, LEVEL_TONES[level])),
            }}
          />
        ))}
      </div>
      <div className={classes.words}>
        {shown.map(level => (
          <span
            key={level}
            style={{ color: toneColor(theme, LEVEL_TONES[level]) }}
          >
            {props.counts[level]} {t(`levelCount.${level}`)}
          </span>
        ))}
      </div>
    </div>
  );
}
