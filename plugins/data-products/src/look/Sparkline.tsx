import { makeStyles } from '@material-ui/core/styles';
import { useTheme } from '@material-ui/core/styles';
import { Tone, toneColor } from './tones';

const useStyles = makeStyles({
  line: { display: 'block', width: '100%', overflow: 'visible' },
});

const HEIGHT = 32;
const WIDTH = 240;

/** Scores over time as a small line, 0 at the bottom and 100 at the top. */
export function Sparkline(props: {
  /** `x` from 0 to 1, `score` from 0 to 100, in order. */
  points: { x: number; score: number }[];
  /** What the line shows, in words with its numbers. */
  label: string;
  tone: Tone;
}) {
  const classes = useStyles();
  const color = toneColor(useTheme(), props.tone);
  const at = (point: { x: number; score: number }) =>
    `${(point.x * WIDTH).toFixed(1)},${(
      HEIGHT -
      (point.score / 100) * HEIGHT
    ).toFixed(1)}`;
  const last = props.points[props.points.length - 1];
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 -3 ${WIDTH} ${HEIGHT + 6}`}
      height={HEIGHT + 6}
      preserveAspectRatio="none"
      className={classes.line}
    >
      <polyline
        points={props.points.map(at).join(' ')}
        fill="none"
        stroke={color}
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
      {last && (
        <line
          x1={last.x * WIDTH}
          x2={last.x * WIDTH}
          y1={HEIGHT - (last.score / 100) * HEIGHT}
          y2={HEIGHT - (last.score / 100) * HEIGHT}
          stroke={color}
          strokeWidth={6}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
