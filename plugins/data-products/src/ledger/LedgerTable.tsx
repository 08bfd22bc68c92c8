import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { LedgerRecord } from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../translation';
import { LedgerRow } from './LedgerRow';
import { LedgerFilters } from './ledgerView';

const useStyles = makeStyles(theme => ({
  head: { padding: theme.spacing(1, 1.5), whiteSpace: 'nowrap' },
  refreshing: { opacity: 0.6 },
  [theme.breakpoints.down('sm')]: {
    table: { display: 'block' },
    headRow: { display: 'none' },
    body: { display: 'block' },
  },
}));

const COLUMNS = ['seq', 'at', 'actor', 'action', 'subject', 'hash'] as const;

/** A page of the ledger; each row opens what it recorded. */
export function LedgerTable(props: {
  items: readonly LedgerRecord[];
  /** Whether another page is on its way in place of this one. */
  refreshing: boolean;
  onFilter: (filters: Partial<LedgerFilters>) => void;
}) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <Table
      size="small"
      role="table"
      className={classes.table}
      aria-label={t('ledger.table')}
      aria-busy={props.refreshing}
    >
      <TableHead role="rowgroup" className={classes.headRow}>
        <TableRow role="row">
          {COLUMNS.map(name => (
            <TableCell key={name} role="columnheader" className={classes.head}>
              {t(`ledger.column.${name}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody
        role="rowgroup"
        className={`${classes.body} ${
          props.refreshing ? classes.refreshing : ''
        }`}
      >
        {props.items.map(entry => (
          <LedgerRow
            key={entry.seq}
            entry={entry}
            columns={COLUMNS.length}
            onFilter={props.onFilter}
          />
        ))}
      </TableBody>
    </Table>
  );
}
