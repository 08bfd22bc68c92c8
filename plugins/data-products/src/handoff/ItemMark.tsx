import AutorenewIcon from '@material-ui/icons/Autorenew';
import CheckIcon from '@material-ui/icons/Check';
import CloseIcon from '@material-ui/icons/Close';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import ScheduleIcon from '@material-ui/icons/Schedule';
import { StateMark, Tone } from '../look';
import { useMessages } from '../translation';
import { ItemStanding } from './itemStanding';

const LOOKS: Record<ItemStanding, { tone: Tone; icon: typeof CheckIcon }> = {
  approved: { tone: 'good', icon: CheckIcon },
  passed: { tone: 'good', icon: CheckIcon },
  rejected: { tone: 'bad', icon: CloseIcon },
  failed: { tone: 'bad', icon: CloseIcon },
  unknown: { tone: 'caution', icon: HelpOutlineIcon },
  waiting: { tone: 'calm', icon: RadioButtonUncheckedIcon },
  lapsed: { tone: 'caution', icon: AutorenewIcon },
  expired: { tone: 'caution', icon: ScheduleIcon },
};

/** How an item stands, as shape, colour and word. */
export function ItemMark(props: { standing: ItemStanding }) {
  const t = useMessages();
  const { tone, icon } = LOOKS[props.standing];
  return (
    <StateMark tone={tone} icon={icon}>
      {t(`handoff.item.${props.standing}`)}
    </StateMark>
  );
}
