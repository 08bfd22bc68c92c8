import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { Link } from '@backstage/core-components';
import {
  changeSearch,
  ContractVersion,
} from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, ScrollRegion, StateMark, Subtle } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1, 1.5),
    wordBreak: 'normal',
  },
}));

/** The contracts of a product: since when, of which release, and by which change. */
export function ContractVersionTable(props: {
  versions: readonly ContractVersion[];
}) {
  const classes = useStyles();
  const t = useMessages();
  const label = t('change.history.title');
  return (
    <ScrollRegion label={label}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {(['version', 'release', 'came', 'since'] as const).map(column => (
              <TableCell key={column} className={classes.cell}>
                {t(`change.history.${column}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.versions.map(version => (
            <TableRow key={version.fingerprint}>
              <TableCell className={classes.cell}>
                {version.version ?? t('change.noVersion')}
                {version.current && (
                  <Subtle component="div">{t('change.history.current')}</Subtle>
                )}
              </TableCell>
              <TableCell className={classes.cell}>{version.release}</TableCell>
              <TableCell className={classes.cell}>
                <Origin version={version} />
              </TableCell>
              <TableCell className={classes.cell}>
                <RelativeTime at={version.firstSeen} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}

/** By which change it came, or that it came around the gate. */
function Origin({ version }: { version: ContractVersion }) {
  const t = useMessages();
  if (version.aroundGate) {
    return (
      <StateMark tone="caution" icon={ReportProblemOutlinedIcon}>
        {t('change.history.aroundGate')}
      </StateMark>
    );
  }
  return version.changeId === undefined ? (
    <Subtle>{t('change.history.noChange')}</Subtle>
  ) : (
    <>
      <StateMark tone="good" icon={CheckCircleIcon}>
        {t('change.history.throughGate')}
      </StateMark>{' '}
      <Link to={`?${changeSearch(version.changeId)}`}>
        {t('change.history.seeChange')}
      </Link>
    </>
  );
}
