import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { FormEvent, useState } from 'react';
import { LabelledField } from '../forms/LabelledField';
import { useMessages } from '../translation';
import { actionInWords, KNOWN_ACTIONS } from './actions';
import { LEDGER_FILTERS, LedgerFilters, toRecordedName } from './ledgerView';

/** A choice that stands for none, so that its field is never empty. */
const ANYTHING = '*';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    alignItems: 'start',
    gap: theme.spacing(1.5),
  },
  buttons: {
    display: 'flex',
    gap: theme.spacing(1),
    '& button': { textTransform: 'none' },
  },
}));

/** What narrows the ledger; asked when it is sent, not at each key. */
export function LedgerFilterForm(props: {
  filters: LedgerFilters;
  onChange: (filters: LedgerFilters) => void;
}) {
  const classes = useStyles();
  const t = useMessages();
  const [draft, setDraft] = useState(props.filters);
  const set = (name: keyof LedgerFilters) => (value: string) =>
    setDraft({ ...draft, [name]: value });
  const actions: readonly string[] = KNOWN_ACTIONS;
  const isFiltered = LEDGER_FILTERS.some(name => props.filters[name]);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    props.onChange({
      ...draft,
      subject: toRecordedName(draft.subject),
      actor: toRecordedName(draft.actor),
    });
  };
  return (
    <form
      className={classes.root}
      aria-label={t('ledger.filter.label')}
      onSubmit={apply}
    >
      <LabelledField
        label={t('ledger.filter.subject')}
        hint={t('ledger.filter.subjectHint')}
        value={draft.subject}
        inputProps={{ maxLength: 255 }}
        onChange={set('subject')}
      />
      <LabelledField
        label={t('ledger.filter.actor')}
        hint={t('ledger.filter.actorHint')}
        value={draft.actor}
        inputProps={{ maxLength: 255 }}
        onChange={set('actor')}
      />
      <LabelledField
        select
        label={t('ledger.filter.action')}
        value={draft.action || ANYTHING}
        onChange={value => set('action')(value === ANYTHING ? '' : value)}
      >
        <option value={ANYTHING}>{t('ledger.filter.anything')}</option>
        {(draft.action && !actions.includes(draft.action)
          ? [draft.action, ...actions]
          : actions
        ).map(action => (
          <option key={action} value={action}>
            {actionInWords(action, t)}
          </option>
        ))}
      </LabelledField>
      <LabelledField
        type="date"
        label={t('ledger.filter.from')}
        value={draft.from}
        onChange={set('from')}
      />
      <LabelledField
        type="date"
        label={t('ledger.filter.to')}
        value={draft.to}
        onChange={set('to')}
      />
      <div className={classes.buttons}>
        <Button type="submit" variant="outlined" size="small">
          {t('ledger.filter.apply')}
        </Button>
        {isFiltered && (
          <Button
            size="small"
            onClick={() =>
              props.onChange({
                subject: '',
                actor: '',
                action: '',
                from: '',
                to: '',
              })
            }
          >
            {t('ledger.filter.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}
