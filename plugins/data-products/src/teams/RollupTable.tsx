import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ReactNode } from 'react';
import { TeamSummary } from '@handoff/backstage-plugin-data-products-common';
import { toneWash } from '../look';
import { LevelBar } from '../readiness';
import { useMessages } from '../translation';
import { FirstThing } from './FirstThing';
import { Score } from './Score';

const useStyles = makeStyles(theme => ({
  head: { padding: theme.spacing(1, 2), whiteSpace: 'nowrap' },
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1.25, 2),
    wordBreak: 'normal',
  },
  name: {
    fontWeight: 600,
    minWidth: 160,
    paddingLeft: (props: { depth?: number }) =>
      theme.spacing(2 + (props.depth ?? 0) * 2.5),
  },
  // Over the stripes of the theme.
  standsOut: { '&&': { background: toneWash(theme, 'bad') } },
  firstThing: { minWidth: 220 },
  [theme.breakpoints.down('sm')]: {
    table: { display: 'block' },
    headRow: { display: 'none' },
    body: { display: 'block' },
    row: {
      display: 'block',
      padding: theme.spacing(1, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    cell: {
      display: 'block',
      border: 0,
      padding: theme.spacing(0.5, 2),
    },
  },
}));

/** Rolled-up readiness, a row for each of some sets of entities. */
export function RollupTable(props: {
  label: string;
  nameColumn: string;
  children: ReactNode;
}) {
  const classes = useStyles({});
  const t = useMessages();
  return (
    <Table
      size="small"
      role="table"
      aria-label={props.label}
      className={classes.table}
    >
      <TableHead role="rowgroup" className={classes.headRow}>
        <TableRow role="row">
          {[
            props.nameColumn,
            t('teams.score'),
            t('teams.owns'),
            t('teams.levels'),
            t('teams.firstThing'),
          ].map(title => (
            <TableCell key={title} role="columnheader" className={classes.head}>
              {title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody role="rowgroup" className={classes.body}>
        {props.children}
      </TableBody>
    </Table>
  );
}

/** What a row is made of; every kind of rollup has it. */
export type Rollup = Pick<
  TeamSummary,
  'score' | 'entities' | 'counts' | 'topFailing'
>;

/** One set of entities: how it stands, and what to do first. */
export function RollupRow(props: {
  name: ReactNode;
  rollup: Rollup;
  change?: number;
  entities: ReactNode;
  depth?: number;
  standsOut?: boolean;
  /** Where those that fail the first check are listed. */
  firstThingTo?: string;
}) {
  const { rollup } = props;
  const classes = useStyles({ depth: props.depth });
  // The roles are kept because a row that is laid out as a block loses them.
  return (
    <TableRow
      role="row"
      className={`${classes.row} ${props.standsOut ? classes.standsOut : ''}`}
    >
      <TableCell
        role="cell"
        component="td"
        className={`${classes.cell} ${classes.name}`}
      >
        {props.name}
      </TableCell>
      <TableCell role="cell" className={classes.cell}>
        <Score score={rollup.score} change={props.change} />
      </TableCell>
      <TableCell role="cell" className={classes.cell}>
        {props.entities}
      </TableCell>
      <TableCell role="cell" className={classes.cell}>
        {rollup.entities > 0 && <LevelBar counts={rollup.counts} />}
      </TableCell>
      <TableCell
        role="cell"
        className={`${classes.cell} ${classes.firstThing}`}
      >
        <FirstThing failing={rollup.topFailing[0]} to={props.firstThingTo} />
      </TableCell>
    </TableRow>
  );
}
