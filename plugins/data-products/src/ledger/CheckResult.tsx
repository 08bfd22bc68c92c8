import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { Subtle, useLanguage } from '../look';
import { useMessages } from '../translation';
import { LedgerCheck } from './checkLedger';
import { VerdictMark } from './VerdictMark';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(0.5),
  },
  line: { margin: 0 },
}));

/** What came of checking the chain: that it holds, or what is wrong and where. */
export function CheckResult(props: {
  check: LedgerCheck;
  /** When it was checked, ISO 8601. */
  at: string;
}) {
  const { proof, checkpoint, keyId } = props.check;
  const classes = useStyles();
  const t = useMessages();
  const locale = useLanguage();
  const counted = (count: number) => ({
    count,
    entries: count.toLocaleString(locale),
  });
  const holds =
    checkpoint.signature === 'right'
      ? 'ledger.chain.holdsSigned'
      : 'ledger.chain.holdsUnsigned';
  return (
    <div className={classes.root} role={proof.ok ? 'status' : 'alert'}>
      <VerdictMark ok={proof.ok}>
        {t(proof.ok ? 'ledger.chain.holds' : 'ledger.chain.broken')}
      </VerdictMark>
      {proof.ok && (
        <p className={classes.line}>
          {t(holds, {
            ...counted(proof.entries),
            size: checkpoint.size.toLocaleString(locale),
            keyId,
            time: DateTime.fromISO(props.at, { locale }).toLocaleString(
              DateTime.DATETIME_MED_WITH_SECONDS,
            ),
          })}
        </p>
      )}
      {proof.problems.map(problem => (
        <p key={problem} className={classes.line}>
          {problem}
        </p>
      ))}
      {!proof.ok && (
        <Subtle component="p">
          {t('ledger.chain.before', counted(proof.entries))}
        </Subtle>
      )}
      {proof.withheld > 0 && (
        <Subtle component="p">
          {t('ledger.chain.withheld', counted(proof.withheld))}
        </Subtle>
      )}
      <Subtle component="p">
        {t(proof.ok ? 'ledger.chain.limits' : 'ledger.chain.remedy')}
      </Subtle>
    </div>
  );
}
