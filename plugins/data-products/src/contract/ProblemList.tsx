import { makeStyles } from '@material-ui/core/styles';
import { ContractProblem } from '@handoff/backstage-plugin-data-products-common';
import { Notice } from '../states';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
  pointer: { fontFamily: 'monospace' },
  details: { '& summary': { cursor: 'pointer' } },
}));

/** What in the contract is not as the standard wants it, and where. */
export function ProblemList(props: {
  problems: Pick<ContractProblem, 'pointer' | 'message'>[];
  /** Whether any of them is more than a warning. */
  serious: boolean;
}) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <Notice
      icon="error"
      tone={props.serious ? 'bad' : 'caution'}
      title={t('contract.problems', { count: props.problems.length })}
      description={
        <details className={classes.details} open={props.problems.length <= 3}>
          <summary>{t('contract.problemsHint')}</summary>
          <ul className={classes.list}>
            {props.problems.map(({ pointer, message }) => (
              <li key={`${pointer} ${message}`}>
                <span className={classes.pointer}>{pointer || '/'}</span>:{' '}
                {message}
              </li>
            ))}
          </ul>
        </details>
      }
    />
  );
}
