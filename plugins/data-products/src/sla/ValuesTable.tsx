import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  describeObservedValue,
  Series,
} from '@handoff/backstage-plugin-data-products-common';
import { ScrollRegion } from '../look';
import { useMessages } from '../translation';
import { useTimeSpan } from './useTimeSpan';

const MAX_HEIGHT = 320;

/** What a chart shows, in numbers: newest first, without stretches in which nothing is known. */
export function ValuesTable(props: { series: Series }) {
  const { objective, points } = props.series;
  const t = useMessages();
  const describeSpan = useTimeSpan();
  const describe = (value: number | undefined) =>
    value === undefined ? '' : describeObservedValue(objective, value);
  return (
    <ScrollRegion label={t('sla.values.what')} maxHeight={MAX_HEIGHT}>
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>{t('sla.values.column.time')}</TableCell>
            <TableCell>{t('sla.values.column.state')}</TableCell>
            <TableCell align="right">{t('sla.values.column.lowest')}</TableCell>
            <TableCell align="right">
              {t('sla.values.column.highest')}
            </TableCell>
            <TableCell align="right">{t('sla.values.column.last')}</TableCell>
            <TableCell align="right">{t('sla.values.column.count')}</TableCell>
            <TableCell align="right">{t('sla.values.column.missed')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {[...points]
            .reverse()
            .filter(({ count, state }) => count > 0 || state !== 'no-data')
            .map(({ from, to, min, max, last, count, bad, state }) => (
              <TableRow key={from}>
                <TableCell component="th" scope="row">
                  {describeSpan(from, to)}
                </TableCell>
                <TableCell>{t(`stretch.${state}`)}</TableCell>
                <TableCell align="right">{describe(min)}</TableCell>
                <TableCell align="right">{describe(max)}</TableCell>
                <TableCell align="right">{describe(last)}</TableCell>
                <TableCell align="right">{count}</TableCell>
                <TableCell align="right">{bad}</TableCell>
              </TableRow>
            ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}
