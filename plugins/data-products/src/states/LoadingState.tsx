import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '@backstage/ui';
import Skeleton from '@material-ui/lab/Skeleton';
import { useMessages } from '../translation';

const useStyles = makeStyles({ root: { width: '100%' } });

/** Grey lines in the place of what is on its way. */
export function LoadingState(props: {
  /** What is loaded, as a noun phrase. */
  what: string;
  lines?: number;
}) {
  const classes = useStyles();
  const t = useMessages();
  return (
    <div role="status" className={classes.root}>
      <VisuallyHidden>
        {t('states.loading', { what: props.what })}
      </VisuallyHidden>
      {Array.from({ length: props.lines ?? 4 }, (_, line) => (
        <Skeleton
          key={line}
          aria-hidden
          height={28}
          width={`${95 - (line % 3) * 18}%`}
        />
      ))}
    </div>
  );
}
