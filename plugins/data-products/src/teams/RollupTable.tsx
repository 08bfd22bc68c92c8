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
import { EntityCount } from './EntityCount';
import { FirstThing } from './FirstThing';
import { Score } from './Score';

/** How far a row is indented, in the theme's spacing. */
function indent(props: { depth?: number }): number {
  return (props.depth ?? 0) * 2.5;
}

const useStyles = makeStyles(theme => ({
  head: { padding: theme.spacing(1, 2), whiteSpace: 'nowrap' },
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1.25, 2),
    // The theme's table is denser than text that wraps can be.
    lineHeight: 1.43,
    wordBreak: 'normal',
  },
  name: {
    fontWeight: 600,
    minWidth: (props: { depth?: number }) => 200 + theme.spacing(indent(props)),
    paddingLeft: (props: { depth?: number }) =>
      theme.spacing(2 + indent(props)),
  },
  // Over the stripes of the theme.
  standsOut: { '&&': { background: toneWash(theme, 'bad') } },
  levels: { minWidth: 160 },
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
    // The two numbers share a line, and say what they are without a head.
    number: {
      display: 'inline-block',
      '&[data-label]::before': { content: 'attr(data-label) " "' },
      '& + $number': { paddingLeft: 0 },
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
            { title: props.nameColumn, width: '24%' },
            { title: t('teams.score'), width: '14%' },
            { title: t('teams.owns'), width: '7%' },
            { title: t('teams.levels'), width: '21%' },
            { title: t('teams.firstThing'), width: '34%' },
          ].map(({ title, width }) => (
            <TableCell
              key={title}
              role="columnheader"
              className={classes.head}
              // Tables below each other have their columns below each other.
              style={{ width }}
            >
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
  /** Where they are listed; absent when they cannot be linked. */
  entitiesTo?: string;
  depth?: number;
  standsOut?: boolean;
  /** Where those that fail the first check are listed. */
  firstThingTo?: string;
}) {
  const { rollup } = props;
  const classes = useStyles({ depth: props.depth });
  const t = useMessages();
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
      <TableCell
        role="cell"
        className={`${classes.cell} ${classes.number}`}
        data-label={rollup.score === undefined ? undefined : t('teams.score')}
      >
        <Score score={rollup.score} change={props.change} />
      </TableCell>
      <TableCell role="cell" className={`${classes.cell} ${classes.number}`}>
        <EntityCount count={rollup.entities} to={props.entitiesTo} />
      </TableCell>
      <TableCell role="cell" className={`${classes.cell} ${classes.levels}`}>
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
