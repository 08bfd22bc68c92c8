import { makeStyles, useTheme } from '@material-ui/core/styles';
import { ReadinessLevel } from '@handoff/backstage-plugin-data-products-common';
import { toneColor } from '../look';
import { LEVEL_TONES } from './levels';

const useStyles = makeStyles(theme => ({
  root: { display: 'block', flex: 'none' },
  track: { stroke: theme.palette.divider },
}));

const RADIUS = 42;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** A score as the filled share of a ring; the number and word stand beside it. */
export function ReadinessRing(props: {
  /** 0 to 100. */
  score: number;
  level: ReadinessLevel;
  /** In pixels. */
  size: number;
}) {
  const classes = useStyles();
  const color = toneColor(useTheme(), LEVEL_TONES[props.level]);
  return (
    <svg
      className={classes.root}
      width={props.size}
      height={props.size}
      viewBox="0 0 100 100"
      aria-hidden
    >
      <circle
        className={classes.track}
        cx={50}
        cy={50}
        r={RADIUS}
        fill="none"
        strokeWidth={14}
      />
      {props.score > 0 && (
        <circle
          cx={50}
          cy={50}
          r={RADIUS}
          fill="none"
          stroke={color}
          strokeWidth={14}
          strokeDasharray={`${
            (props.score / 100) * CIRCUMFERENCE
          } ${CIRCUMFERENCE}`}
          transform="rotate(-90 50 50)"
        />
      )}
    </svg>
  );
}
