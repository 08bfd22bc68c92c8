import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HistoryIcon from '@material-ui/icons/History';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import UndoIcon from '@material-ui/icons/Undo';
import { ChangeState } from '@handoff/backstage-plugin-data-products-common';
import { StateMark, Tone } from '../look';
import { useMessages } from '../translation';

const LOOKS: Record<ChangeState, { tone: Tone; icon: typeof UndoIcon }> = {
  open: { tone: 'calm', icon: RadioButtonUncheckedIcon },
  promoted: { tone: 'good', icon: CheckCircleIcon },
  'rolled-back': { tone: 'caution', icon: HistoryIcon },
  withdrawn: { tone: 'calm', icon: UndoIcon },
};

/** How a change stands, as shape, colour and word. */
export function ChangeStateMark(props: { state: ChangeState }) {
  const t = useMessages();
  return (
    <StateMark {...LOOKS[props.state]}>
      {t(`change.state.${props.state}`)}
    </StateMark>
  );
}
