import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import LockOpenIcon from '@material-ui/icons/LockOpen';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import {
  GateReason,
  GateVerdict,
} from '@handoff/backstage-plugin-data-products-common';
import { StateMark, Tone } from '../look';
import { useMessages } from '../translation';

type Shown = GateVerdict | 'warns';

const LOOKS: Record<Shown, { tone: Tone; icon: typeof BlockIcon }> = {
  pass: { tone: 'good', icon: CheckCircleIcon },
  blocked: { tone: 'bad', icon: BlockIcon },
  'pass-with-override': { tone: 'caution', icon: LockOpenIcon },
  warns: { tone: 'caution', icon: ReportProblemOutlinedIcon },
};

/** What the gate says, as shape, colour and word. */
export function GateMark(props: {
  verdict: GateVerdict;
  /** Where they are known: what passes may come with a warning. */
  reasons?: readonly GateReason[];
}) {
  const t = useMessages();
  const warns =
    props.verdict === 'pass' &&
    props.reasons?.some(({ mode }) => mode === 'warn');
  const shown: Shown = warns ? 'warns' : props.verdict;
  return (
    <StateMark {...LOOKS[shown]}>{t(`change.verdict.${shown}`)}</StateMark>
  );
}
