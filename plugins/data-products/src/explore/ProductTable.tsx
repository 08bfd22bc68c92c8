import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { ReadinessListItem } from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../translation';
import { ReadinessOrder } from './exploreView';
import { ProductRow } from './ProductRow';

const useStyles = makeStyles(theme => ({
  table: { tableLayout: 'fixed' },
  head: { padding: theme.spacing(1, 2), whiteSpace: 'nowrap' },
  refreshing: { opacity: 0.6 },
  name: { width: '34%' },
  owner: { width: '17%' },
  ask: { width: '17%' },
  readiness: { width: '18%' },
  promises: { width: '14%' },
  [theme.breakpoints.down('sm')]: {
    table: { display: 'block' },
    headRow: { display: 'none' },
    body: { display: 'block' },
  },
}));

const COLUMNS = [
  { name: 'name', order: 'title' },
  { name: 'owner', order: 'owner' },
  { name: 'ask', order: undefined },
  { name: 'readiness', order: 'score' },
  { name: 'promises', order: undefined },
] as const;

/** The page of products and paths, in the order that a reader asks in. */
export function ProductTable(props: {
  items: ReadinessListItem[];
  orderBy: ReadinessOrder | undefined;
  onOrder: (orderBy: ReadinessOrder) => void;
  /** Whether another page is on its way in place of this one. */
  refreshing: boolean;
}) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <Table
      size="small"
      role="table"
      className={classes.table}
      aria-label={t('explore.table')}
      aria-busy={props.refreshing}
    >
      <TableHead role="rowgroup" className={classes.headRow}>
        <TableRow role="row">
          {COLUMNS.map(({ name, order }) => {
            const descending = props.orderBy === `-${order}`;
            const active = props.orderBy === order || descending;
            return (
              <TableCell
                key={name}
                role="columnheader"
                className={`${classes.head} ${classes[name]}`}
                sortDirection={active && (descending ? 'desc' : 'asc')}
              >
                {order ? (
                  <TableSortLabel
                    active={active}
                    direction={active && descending ? 'desc' : 'asc'}
                    onClick={() =>
                      props.onOrder(active && !descending ? `-${order}` : order)
                    }
                  >
                    {t(`column.${name}`)}
                  </TableSortLabel>
                ) : (
                  t(`column.${name}`)
                )}
              </TableCell>
            );
          })}
        </TableRow>
      </TableHead>
      <TableBody
        role="rowgroup"
        className={`${classes.body} ${
          props.refreshing ? classes.refreshing : ''
        }`}
      >
        {props.items.map(item => (
          <ProductRow key={item.entityRef} item={item} />
        ))}
      </TableBody>
    </Table>
  );
}
