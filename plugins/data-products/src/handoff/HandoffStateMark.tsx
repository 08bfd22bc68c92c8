import AutorenewIcon from '@material-ui/icons/Autorenew';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import CloseIcon from '@material-ui/icons/Close';
import DoneAllIcon from '@material-ui/icons/DoneAll';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import UndoIcon from '@material-ui/icons/Undo';
import { HandoffState } from '@handoff/backstage-plugin-data-products-common';
import { StateMark, Tone } from '../look';
import { useMessages } from '../translation';

const LOOKS: Record<HandoffState, { tone: Tone; icon: typeof CloseIcon }> = {
  open: { tone: 'calm', icon: RadioButtonUncheckedIcon },
  approved: { tone: 'good', icon: DoneAllIcon },
  completed: { tone: 'good', icon: CheckCircleIcon },
  rejected: { tone: 'bad', icon: CloseIcon },
  withdrawn: { tone: 'calm', icon: UndoIcon },
  lapsed: { tone: 'caution', icon: AutorenewIcon },
};

/** How a handoff stands, as shape, colour and word. */
export function HandoffStateMark(props: { state: HandoffState }) {
  const t = useMessages();
  const { tone, icon } = LOOKS[props.state];
  return (
    <StateMark tone={tone} icon={icon}>
      {t(`handoff.state.${props.state}`)}
    </StateMark>
  );
}
