import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  WaitingItem,
  WaitingKind,
} from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../translation';
import { countKinds } from './waitingView';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  button: { textTransform: 'none' },
  pressed: { fontWeight: 700, background: theme.palette.action.selected },
}));

/** Narrows what waits to one kind; nothing where there is one kind only. */
export function KindFilter(props: {
  items: readonly WaitingItem[];
  /** All when absent. */
  kind: WaitingKind | undefined;
  onChange: (kind: WaitingKind | undefined) => void;
}) {
  const { items, kind, onChange } = props;
  const classes = useStyles();
  const t = useMessages();
  const counts = countKinds(items);
  if (counts.length < 2) {
    return null;
  }
  const choices = [{ kind: undefined, count: items.length }, ...counts];
  return (
    <div
      role="group"
      aria-label={t('waiting.filter.label')}
      className={classes.root}
    >
      {choices.map(choice => (
        <Button
          key={choice.kind ?? 'all'}
          size="small"
          variant="outlined"
          aria-pressed={choice.kind === kind}
          className={`${classes.button} ${
            choice.kind === kind ? classes.pressed : ''
          }`}
          onClick={() => onChange(choice.kind)}
        >
          {`${t(`waiting.filter.${choice.kind ?? 'all'}`)} (${choice.count})`}
        </Button>
      ))}
    </div>
  );
}
