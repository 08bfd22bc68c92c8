import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { Objective } from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../../look';
import { Messages, useMessages } from '../../translation';
import { LabelledField } from '../../forms/LabelledField';
import {
  ObjectiveDraft,
  ObjectiveField,
  readObjectiveDraft,
} from './objectiveDraft';
import { usePromiseWords } from './usePromiseWords';

const useStyles = makeStyles(theme => ({
  item: { padding: theme.spacing(0.5, 0) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
  },
  choice: { marginRight: 0, minWidth: 0, alignItems: 'flex-start' },
  checkbox: { padding: theme.spacing(0.5, 1) },
  words: {
    overflowWrap: 'anywhere',
    paddingTop: theme.spacing(0.5),
    '&::first-letter': { textTransform: 'uppercase' },
  },
  toggle: {
    padding: 0,
    minWidth: 0,
    textTransform: 'none',
    textDecoration: 'underline',
  },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(160px, 100%), 1fr))',
    gap: theme.spacing(2),
    padding: theme.spacing(1, 0, 1, 4),
    [theme.breakpoints.down('xs')]: { paddingLeft: 0 },
  },
}));

/** One promise among terms: whether it is in, and how good it is to be. */
export function ObjectiveFields(props: {
  draft: ObjectiveDraft;
  onChange: (draft: ObjectiveDraft) => void;
  /** The promise as it would be, in words; absent while it cannot be read. */
  written?: Pick<Objective, 'promise' | 'cadence'>;
}) {
  const { draft, onChange } = props;
  const { objective, included, fields } = draft;
  const classes = useStyles();
  const t = useMessages();
  const promiseWords = usePromiseWords();
  const [open, setOpen] = useState(false);
  const fieldsId = useId();
  const { problems } = readObjectiveDraft(draft);
  const shows = included && (open || Object.keys(problems).length > 0);

  const field = (name: ObjectiveField, label: string, hint?: string) => {
    const problem = problems[name];
    return (
      <LabelledField
        label={label}
        value={fields[name]}
        onChange={value =>
          onChange({ ...draft, fields: { ...fields, [name]: value } })
        }
        hint={hint}
        problem={problem && t(`agreement.problem.${problem}`)}
        InputProps={adornmentOf(objective, name)}
      />
    );
  };
  const hintOf = (unit: Objective['unit']) =>
    unit === 'seconds' ? t('agreement.form.durationHint') : undefined;
  const isRange = Array.isArray(objective.target);
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <FormControlLabel
          className={classes.choice}
          control={
            <Checkbox
              size="small"
              color="primary"
              className={classes.checkbox}
              checked={included}
              onChange={event =>
                onChange({ ...draft, included: event.target.checked })
              }
            />
          }
          label={
            <div className={classes.words}>
              {promiseWords(props.written ?? objective)}
              {!included && (
                <>
                  {' '}
                  <Subtle>({t('agreement.form.notAgreed')})</Subtle>
                </>
              )}
            </div>
          }
        />
        {included && (
          <Button
            size="small"
            className={classes.toggle}
            aria-expanded={shows}
            aria-controls={fieldsId}
            onClick={() => setOpen(!open)}
          >
            {t(shows ? 'agreement.form.changeDone' : 'agreement.form.change', {
              name: objective.name,
            })}
          </Button>
        )}
      </div>
      {shows && (
        <div
          id={fieldsId}
          role="group"
          aria-label={objective.name}
          className={classes.fields}
        >
          {field('target', targetLabel(t, objective), hintOf(objective.unit))}
          {isRange &&
            field('upper', t('agreement.form.upper'), hintOf(objective.unit))}
          {field('goal', t('agreement.form.goal'))}
          {field('window', t('agreement.form.window'))}
          {field('cadence', t('agreement.form.cadence'))}
        </div>
      )}
    </li>
  );
}

function targetLabel(t: Messages, objective: Objective): string {
  const { comparator, target, unit } = objective;
  if (Array.isArray(target) || comparator === 'between') {
    return t('agreement.form.lower');
  }
  return unit === 'time-of-day'
    ? t('agreement.form.by')
    : t(`agreement.form.${comparator}`);
}

/** The unit that a number stands for, behind it. */
function adornmentOf(
  { unit, countUnit }: Objective,
  field: ObjectiveField,
): { endAdornment: JSX.Element } | undefined {
  const isBound = field === 'target' || field === 'upper';
  let words: string | undefined;
  if (field === 'goal' || (isBound && unit === 'ratio')) {
    words = '%';
  } else if (isBound && unit === 'count') {
    words = countUnit;
  }
  return words === undefined
    ? undefined
    : { endAdornment: <InputAdornment position="end">{words}</InputAdornment> };
}
