import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { useState } from 'react';
import { ContractChange } from '@handoff/backstage-plugin-data-products-common';
import { ScrollRegion, Subtle } from '../look';
import { useMessages } from '../translation';
import { EffectMark } from './EffectMark';

/** So many at once, so that contracts of thousands of columns stay smooth. */
const SHOWN_AT_ONCE = 100;

const useStyles = makeStyles(theme => ({
  table: { minWidth: 640 },
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    lineHeight: 1.43,
    wordBreak: 'normal',
    overflowWrap: 'anywhere',
  },
  value: {
    fontFamily: 'monospace',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  more: { textTransform: 'none' },
}));

/** Changes of a contract: where, what it was, what it is, and what that does to others. */
export function DifferenceTable(props: {
  /** What is compared, in words. */
  label: string;
  changes: readonly ContractChange[];
}) {
  const { label, changes } = props;
  const classes = useStyles();
  const t = useMessages();
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const rest = Math.min(changes.length - limit, SHOWN_AT_ONCE);
  return (
    <>
      <ScrollRegion label={label}>
        <Table size="small" className={classes.table} aria-label={label}>
          <TableHead>
            <TableRow>
              {(['where', 'before', 'after', 'means'] as const).map(column => (
                <TableCell key={column} className={classes.cell}>
                  {t(`change.difference.${column}`)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {changes.slice(0, limit).map((change, index) => (
              // One rule may find several things in one place.
              <TableRow key={index}>
                <TableCell className={classes.cell}>
                  <Place path={change.path} />
                </TableCell>
                <TableCell className={classes.cell}>
                  <Value value={change.before} />
                </TableCell>
                <TableCell className={classes.cell}>
                  <Value value={change.after} />
                </TableCell>
                <TableCell className={classes.cell}>
                  <EffectMark effect={change.class} />
                  <Subtle component="div">{change.reason}</Subtle>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollRegion>
      {rest > 0 && (
        <div>
          <Button
            size="small"
            className={classes.more}
            onClick={() => setLimit(limit + SHOWN_AT_ONCE)}
          >
            {t('change.difference.more', {
              count: rest,
              shown: String(limit),
              total: String(changes.length),
            })}
          </Button>
        </div>
      )}
    </>
  );
}

/** A place in the contract, as the contract calls it. */
function Place({ path }: { path: ContractChange['path'] }) {
  const { schema, column, part, field } = path;
  const classes = useStyles();
  const t = useMessages();
  const element = [schema, column].filter(Boolean).join('.');
  return (
    <>
      {element && <div className={classes.value}>{element}</div>}
      {part && (
        <div>
          {part.kind} <span className={classes.value}>{part.name}</span>
        </div>
      )}
      {!element && !part && <div>{t('change.difference.contract')}</div>}
      {field && (
        <Subtle component="div">
          <span className={classes.value}>{field}</span>
        </Subtle>
      )}
    </>
  );
}

function Value({ value }: { value: ContractChange['before'] }) {
  const classes = useStyles();
  const t = useMessages();
  return value === undefined ? (
    <Subtle>{t('change.difference.nothing')}</Subtle>
  ) : (
    <span className={classes.value}>
      {Array.isArray(value) ? value.join(', ') : String(value)}
    </span>
  );
}
