import MenuBookIcon from '@material-ui/icons/MenuBook';
import TableChartOutlinedIcon from '@material-ui/icons/TableChartOutlined';
import TimelineIcon from '@material-ui/icons/Timeline';
import { HandoffKind } from '@handoff/backstage-plugin-data-products-common';

/** The icon of each of our kinds, wherever entities are shown. */
export const KIND_ICONS: Record<HandoffKind, typeof TimelineIcon> = {
  DataProduct: TableChartOutlinedIcon,
  DecisionPath: TimelineIcon,
  GlossaryTerm: MenuBookIcon,
};
