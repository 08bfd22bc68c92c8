import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { HandoffDetail } from '@handoff/backstage-plugin-data-products-common';
import { ScrollRegion, Subtle } from '../look';
import { useMessages } from '../translation';

type Changes = HandoffDetail['changes'];

const useStyles = makeStyles(theme => ({
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    lineHeight: 1.43,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
}));

/** What differs between two contents: where, what it was, and what it is. */
export function ChangesTable(props: {
  /** What is compared, in words. */
  label: string;
  changes: Changes;
}) {
  const { label, changes } = props;
  const classes = useStyles();
  const t = useMessages();
  if (changes.length === 0) {
    return <Subtle component="p">{t('handoff.changes.none')}</Subtle>;
  }
  const valueOf = (value: unknown) =>
    value === undefined ? (
      <Subtle>{t('handoff.changes.nothing')}</Subtle>
    ) : (
      written(value)
    );
  return (
    <ScrollRegion label={label}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell className={classes.cell}>
              {t('handoff.changes.where')}
            </TableCell>
            <TableCell className={classes.cell}>
              {t('handoff.changes.before')}
            </TableCell>
            <TableCell className={classes.cell}>
              {t('handoff.changes.after')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ path, kind, before, after }) => (
            <TableRow key={`${kind} ${path}`}>
              <TableCell className={classes.cell}>{path}</TableCell>
              {kind === 'reordered' ? (
                <TableCell className={classes.cell} colSpan={2}>
                  {t('handoff.changes.reordered')}
                </TableCell>
              ) : (
                <>
                  <TableCell className={classes.cell}>
                    {valueOf(before)}
                  </TableCell>
                  <TableCell className={classes.cell}>
                    {valueOf(after)}
                  </TableCell>
                </>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}

function written(value: unknown): string {
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, undefined, 2);
}
