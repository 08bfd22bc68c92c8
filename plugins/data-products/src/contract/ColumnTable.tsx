import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import VpnKeyIcon from '@material-ui/icons/VpnKey';
import { useState } from 'react';
import { ContractColumn } from '@handoff/backstage-plugin-data-products-common';
import {
  OpenableLink,
  ScrollRegion,
  spaced,
  Subtle,
  toneColor,
  toneWash,
} from '../look';
import { useMessages } from '../translation';
import { anchorOf, elementIdOf } from './anchors';

const useStyles = makeStyles(theme => ({
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    lineHeight: 1.43,
    wordBreak: 'normal',
  },
  table: { minWidth: 720 },
  more: { textTransform: 'none', justifySelf: 'start' },
  name: { minWidth: 180 },
  word: { whiteSpace: 'nowrap' },
  column: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  key: {
    // On a line of its own, also after a short name.
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: toneColor(theme, 'calm'),
    fontWeight: 600,
    whiteSpace: 'nowrap',
    '& svg': { fontSize: '1rem' },
  },
  // Over the stripes of the theme.
  target: { '&&': { background: toneWash(theme, 'caution') } },
  description: { minWidth: 220 },
  sensitive: { color: toneColor(theme, 'bad'), fontWeight: 600 },
}));

/** Rendering more at once makes the page slow; the rest is one click away. */
const SHOWN = 100;

/** The columns of a schema as a data dictionary. */
export function ColumnTable(props: {
  schema: string;
  columns: ContractColumn[];
  /** The id of the row that the address points at. */
  anchor: string | undefined;
}) {
  const { schema, columns, anchor } = props;
  const classes = useStyles();
  const t = useMessages();
  const [all, setAll] = useState(false);
  const pointedAt = columns.findIndex(
    column => anchorOf(schema, column.name) === anchor,
  );
  const shown = all || pointedAt >= SHOWN ? columns : columns.slice(0, SHOWN);
  return (
    <>
      <ScrollRegion label={t('contract.columnsOf', { schema })}>
        <Table
          size="small"
          className={classes.table}
          aria-label={t('contract.columnsOf', { schema })}
        >
          <TableHead>
            <TableRow>
              <TableCell className={classes.cell}>
                {t('contract.column')}
              </TableCell>
              <TableCell className={classes.cell}>
                {t('contract.type')}
              </TableCell>
              <TableCell className={classes.cell}>
                {t('contract.rules')}
              </TableCell>
              <TableCell className={classes.cell}>
                {t('contract.classification')}
              </TableCell>
              <TableCell className={classes.cell}>
                {t('contract.description')}
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map(column => (
              <ColumnRow
                key={column.name}
                schema={schema}
                column={column}
                pointedAt={anchorOf(schema, column.name) === anchor}
              />
            ))}
          </TableBody>
        </Table>
      </ScrollRegion>
      {shown.length < columns.length && (
        <Button
          size="small"
          className={classes.more}
          onClick={() => setAll(true)}
        >
          {t('contract.showAll', { count: columns.length })}
        </Button>
      )}
    </>
  );
}

function ColumnRow(props: {
  schema: string;
  column: ContractColumn;
  pointedAt: boolean;
}) {
  const { schema, column } = props;
  const classes = useStyles();
  const t = useMessages();
  const anchor = anchorOf(schema, column.name);
  const constraints = Object.entries(column.constraints).map(
    ([name, value]) => `${spaced(name)} ${value}`,
  );
  const rules = [
    column.required && t('contract.required'),
    column.unique && t('contract.unique'),
    column.partitioned && t('contract.partitioned'),
    column.criticalDataElement && t('contract.critical'),
    column.qualityRules > 0 &&
      t('contract.qualityRules', { count: column.qualityRules }),
    ...constraints,
  ].filter(Boolean);
  return (
    <TableRow
      id={elementIdOf(anchor)}
      className={props.pointedAt ? classes.target : undefined}
    >
      <TableCell
        className={`${classes.cell} ${classes.name}`}
        component="th"
        scope="row"
      >
        <div style={{ paddingLeft: column.depth * 16 }}>
          <Link
            to={`#${encodeURIComponent(anchor)}`}
            className={classes.column}
          >
            {column.name}
          </Link>
          {column.primaryKey && (
            <div className={classes.key}>
              <VpnKeyIcon aria-hidden />
              {t('contract.key')}
            </div>
          )}
        </div>
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.word}`}>
        {column.logicalType ?? column.physicalType}
        {column.logicalType && column.physicalType && (
          <Subtle component="div">{column.physicalType}</Subtle>
        )}
      </TableCell>
      <TableCell className={classes.cell}>{rules.join(', ')}</TableCell>
      <TableCell className={`${classes.cell} ${classes.word}`}>
        {column.classification && (
          <span
            className={
              /restricted|confidential|pii|sensitive/i.test(
                column.classification,
              )
                ? classes.sensitive
                : undefined
            }
          >
            {spaced(column.classification)}
          </span>
        )}
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.description}`}>
        {column.businessName && <strong>{column.businessName}. </strong>}
        {column.description}
        {column.transform?.description && (
          <Subtle component="div">
            {t('contract.madeBy')} {column.transform.description}
          </Subtle>
        )}
        {column.transform && column.transform.sources.length > 0 && (
          <Subtle component="div">
            {t('contract.madeFrom')} {column.transform.sources.join(', ')}
          </Subtle>
        )}
        {column.examples.length > 0 && (
          <Subtle component="div">
            {t('contract.examples')} {column.examples.join(', ')}
          </Subtle>
        )}
        {column.links.map(link => (
          <div key={link.url}>
            <OpenableLink to={link.url}>
              {link.description ?? link.type}
            </OpenableLink>
          </div>
        ))}
      </TableCell>
    </TableRow>
  );
}
