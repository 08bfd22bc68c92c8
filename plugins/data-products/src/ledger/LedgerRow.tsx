import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import KeyboardArrowDownIcon from '@material-ui/icons/KeyboardArrowDown';
import KeyboardArrowRightIcon from '@material-ui/icons/KeyboardArrowRight';
import { LedgerRecord } from '@handoff/backstage-plugin-data-products-common';
import { useId, useState } from 'react';
import { RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';
import { deedInWords } from './actions';
import { EntryDetail } from './EntryDetail';
import { EntryHash } from './EntryHash';
import { LedgerFilters } from './ledgerView';
import { RecordedName } from './RecordedName';

const useStyles = makeStyles(theme => ({
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    lineHeight: 1.43,
    overflowWrap: 'anywhere',
  },
  whole: { whiteSpace: 'nowrap' },
  toggle: {
    padding: theme.spacing(0.25),
    margin: theme.spacing(-0.25, 0.5, -0.25, 0),
    color: 'inherit',
  },
  // Cells become lines of a card.
  [theme.breakpoints.down('sm')]: {
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(1.5),
      borderBottom: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1),
    },
    cell: { display: 'block', border: 0, padding: theme.spacing(0.5) },
    detail: { display: 'block' },
  },
}));

/** One entry: when, who, what and about what; open, all of it. */
export function LedgerRow(props: {
  entry: LedgerRecord;
  columns: number;
  onFilter: (filters: Partial<LedgerFilters>) => void;
}) {
  const { entry } = props;
  const { seq, at, actor, subject, hash, payload } = entry;
  const classes = useStyles();
  const t = useMessages();
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const Arrow = isOpen ? KeyboardArrowDownIcon : KeyboardArrowRightIcon;
  return (
    <>
      <TableRow role="row" className={classes.row}>
        <TableCell role="cell" className={`${classes.cell} ${classes.whole}`}>
          <IconButton
            size="small"
            className={classes.toggle}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailId : undefined}
            aria-label={t(isOpen ? 'ledger.entry.hide' : 'ledger.entry.show', {
              seq: String(seq),
            })}
            onClick={() => setOpen(!isOpen)}
          >
            <Arrow fontSize="small" />
          </IconButton>
          {seq}
        </TableCell>
        <TableCell role="cell" className={`${classes.cell} ${classes.whole}`}>
          <RelativeTime at={at} />
        </TableCell>
        <TableCell role="cell" className={classes.cell}>
          <RecordedName name={actor} />
        </TableCell>
        <TableCell role="cell" className={classes.cell}>
          {deedInWords(entry, t)}
          {payload === undefined && (
            <Subtle component="div">{t('ledger.entry.hidden')}</Subtle>
          )}
        </TableCell>
        <TableCell role="cell" className={classes.cell}>
          <RecordedName name={subject} />
        </TableCell>
        <TableCell role="cell" className={`${classes.cell} ${classes.whole}`}>
          <EntryHash value={hash} />
        </TableCell>
      </TableRow>
      {isOpen && (
        <TableRow role="row" id={detailId} className={classes.detail}>
          <TableCell
            role="cell"
            colSpan={props.columns}
            className={`${classes.cell} ${classes.detail}`}
          >
            <EntryDetail entry={entry} onFilter={props.onFilter} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
