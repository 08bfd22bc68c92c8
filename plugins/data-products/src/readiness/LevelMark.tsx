import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HighlightOffIcon from '@material-ui/icons/HighlightOff';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { ReadinessLevel } from '@handoff/backstage-plugin-data-products-common';
import { Tone, toneColor } from '../look';
import { useMessages } from '../translation';
import { LEVEL_TONES } from './levels';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: 600,
    whiteSpace: 'nowrap',
    color: (props: { tone: Tone }) => toneColor(theme, props.tone),
    '& svg': { fontSize: '1.15em' },
  },
}));

const ICONS: Record<ReadinessLevel, typeof CheckCircleOutlineIcon> = {
  ready: CheckCircleOutlineIcon,
  'at-risk': ReportProblemOutlinedIcon,
  'not-ready': HighlightOffIcon,
};

/** A readiness level as shape, colour and word. */
export function LevelMark(props: { level: ReadinessLevel }) {
  const classes = useStyles({ tone: LEVEL_TONES[props.level] });
  const t = useMessages();
  const Icon = ICONS[props.level];
  return (
    <span className={classes.root}>
      <Icon aria-hidden />
      {t(`level.${props.level}`)}
    </span>
  );
}
