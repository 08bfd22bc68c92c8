import DescriptionOutlinedIcon from '@material-ui/icons/DescriptionOutlined';
import DragHandleIcon from '@material-ui/icons/DragHandle';
import ExtensionOutlinedIcon from '@material-ui/icons/ExtensionOutlined';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import LinkOffIcon from '@material-ui/icons/LinkOff';
import { ChangeEffect } from '@handoff/backstage-plugin-data-products-common';
import { StateMark, Tone } from '../look';
import { useMessages } from '../translation';

const LOOKS: Record<ChangeEffect, { tone: Tone; icon: typeof LinkOffIcon }> = {
  breaking: { tone: 'bad', icon: LinkOffIcon },
  compatible: { tone: 'good', icon: ExtensionOutlinedIcon },
  documentation: { tone: 'calm', icon: DescriptionOutlinedIcon },
  none: { tone: 'calm', icon: DragHandleIcon },
  unknown: { tone: 'caution', icon: HelpOutlineIcon },
};

/** What a change does to those who use the data, as shape, colour and word. */
export function EffectMark(props: { effect: ChangeEffect }) {
  const t = useMessages();
  return (
    <StateMark {...LOOKS[props.effect]}>
      {t(`change.effect.${props.effect}`)}
    </StateMark>
  );
}
