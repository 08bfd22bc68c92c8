import { makeStyles } from '@material-ui/core/styles';
import {
  describeDuration,
  ErrorBudget,
} from '@handoff/backstage-plugin-data-products-common';
import { Subtle, Tone, toneColor, toneWash, unbroken } from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  track: {
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    background: (props: { tone: Tone }) => toneWash(theme, props.tone),
  },
  left: {
    height: '100%',
    background: (props: { tone: Tone }) => toneColor(theme, props.tone),
  },
}));

/** How much may still go wrong in the window, as a bar and in words. */
export function BudgetBar(props: { budget: ErrorBudget | undefined }) {
  const { budget } = props;
  const share =
    budget && budget.total > 0
      ? Math.max(0, Math.min(1, budget.left / budget.total))
      : 0;
  const classes = useStyles({ tone: toneOf(budget, share) });
  const t = useMessages();
  if (!budget) {
    return <Subtle>{t('sla.budget.none')}</Subtle>;
  }
  const amount = (value: number) =>
    budget.unit === 'ms'
      ? describeDuration(value / 1000)
      : t('sla.budget.events', { count: Math.floor(value) });
  if (budget.total === 0) {
    return (
      <Subtle>
        {budget.used > 0
          ? t('sla.budget.always', { used: amount(budget.used) })
          : t('sla.budget.alwaysKept')}
      </Subtle>
    );
  }
  return (
    <>
      <div className={classes.track} aria-hidden>
        <div className={classes.left} style={{ width: `${share * 100}%` }} />
      </div>
      <Subtle>
        {unbroken(
          budget.left > 0
            ? t('sla.budget.left', {
                left: amount(budget.left),
                total: amount(budget.total),
              })
            : t('sla.budget.spent', { over: amount(-budget.left) }),
        )}
      </Subtle>
    </>
  );
}

function toneOf(budget: ErrorBudget | undefined, share: number): Tone {
  if (!budget || budget.left <= 0) {
    return 'bad';
  }
  return share < 0.25 ? 'caution' : 'good';
}
