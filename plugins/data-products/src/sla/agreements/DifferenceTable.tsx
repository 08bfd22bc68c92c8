import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import CompareArrowsIcon from '@material-ui/icons/CompareArrows';
import { ReactNode } from 'react';
import {
  AgreementDifference,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { CalendarDate, ScrollRegion, StateMark, Subtle } from '../../look';
import { useMessages } from '../../translation';
import { usePromiseWords } from './usePromiseWords';
import { VerdictMark } from './VerdictMark';

const useStyles = makeStyles(theme => ({
  table: { minWidth: 560 },
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    lineHeight: 1.43,
    wordBreak: 'normal',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
}));

const ISO_DATE = /^\d{4}-\d\d-\d\d$/;

/** What differs between terms: what it was, what it is, and whether that is less. */
export function DifferenceTable(props: {
  /** What is compared, in words. */
  label: string;
  difference: AgreementDifference;
  before: readonly Objective[];
  after: readonly Objective[];
  /** What the two columns are called, where one does not come after the other. */
  columns?: { before: string; after: string };
}) {
  const { difference, before, after, columns } = props;
  const classes = useStyles();
  const t = useMessages();
  const promiseWords = usePromiseWords();
  const changed = difference.objectives.filter(
    ({ verdict }) => verdict !== 'same',
  );
  const same = difference.objectives.length - changed.length;
  const nothing = <Subtle>{t('agreement.difference.nothing')}</Subtle>;

  if (changed.length === 0 && difference.fields.length === 0) {
    return <Subtle component="p">{t('agreement.difference.none')}</Subtle>;
  }
  const row = (key: string, cells: ReactNode[]) => (
    <TableRow key={key}>
      {cells.map((cell, index) => (
        <TableCell key={index} className={classes.cell}>
          {cell}
        </TableCell>
      ))}
    </TableRow>
  );
  return (
    <>
      <ScrollRegion label={props.label}>
        <Table size="small" className={classes.table} aria-label={props.label}>
          <TableHead>
            {row('head', [
              t('agreement.difference.what'),
              columns?.before ?? t('agreement.difference.before'),
              columns?.after ?? t('agreement.difference.after'),
              t('agreement.difference.change'),
            ])}
          </TableHead>
          <TableBody>
            {changed.map(comparison => {
              const { name, verdict } = comparison;
              const was = verdict === 'added' ? undefined : named(before, name);
              const is = verdict === 'removed' ? undefined : named(after, name);
              const indicator = (is ?? was)?.indicator;
              return row(`${verdict} ${name}`, [
                <>
                  {indicator && (
                    <strong>{t(`sla.indicator.${indicator}`)}</strong>
                  )}
                  <Subtle component="div">{name}</Subtle>
                </>,
                was ? promiseWords(was) : nothing,
                is ? promiseWords(is) : nothing,
                <VerdictMark comparison={comparison} />,
              ]);
            })}
            {difference.fields.map(({ field, before: was, after: is }) =>
              row(field, [
                <strong>{field}</strong>,
                was === undefined ? nothing : <Value text={was} />,
                is === undefined ? nothing : <Value text={is} />,
                <StateMark tone="calm" icon={CompareArrowsIcon}>
                  {t('agreement.verdict.changed')}
                </StateMark>,
              ]),
            )}
          </TableBody>
        </Table>
      </ScrollRegion>
      {same > 0 && (
        <Subtle component="p">
          {t('agreement.difference.same', { count: same })}
        </Subtle>
      )}
    </>
  );
}

function Value({ text }: { text: string }) {
  return ISO_DATE.test(text) ? <CalendarDate on={text} /> : <>{text}</>;
}

function named(
  objectives: readonly Objective[],
  name: string,
): Objective | undefined {
  return objectives.find(objective => objective.name === name);
}
