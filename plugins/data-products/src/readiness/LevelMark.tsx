import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HighlightOffIcon from '@material-ui/icons/HighlightOff';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { ReadinessLevel } from '@handoff/backstage-plugin-data-products-common';
import { StateMark } from '../look';
import { useMessages } from '../translation';
import { LEVEL_TONES } from './levels';

const ICONS: Record<ReadinessLevel, typeof CheckCircleOutlineIcon> = {
  ready: CheckCircleOutlineIcon,
  'at-risk': ReportProblemOutlinedIcon,
  'not-ready': HighlightOffIcon,
};

/** A readiness level as shape, colour and word. */
export function LevelMark(props: { level: ReadinessLevel }) {
  const t = useMessages();
  return (
    <StateMark tone={LEVEL_TONES[props.level]} icon={ICONS[props.level]}>
      {t(`level.${props.level}`)}
    </StateMark>
  );
}
