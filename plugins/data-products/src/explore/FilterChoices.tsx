import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import { Subtle } from '../look';
import { useMessages } from '../translation';

/** One value that a filter can take. */
export interface FilterChoice {
  value: string;
  label: string;
  /** How many products and paths have it. */
  count?: number;
  /** How deep it stands below others, for trees. */
  depth?: number;
}

const useStyles = makeStyles(theme => ({
  group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  legend: { fontWeight: 600, padding: theme.spacing(0.5, 0) },
  choice: { display: 'flex', marginRight: 0 },
  label: { overflowWrap: 'anywhere' },
  checkbox: { padding: theme.spacing(0.5, 1) },
}));

/** Above so many choices there is a field to find one. */
const MANY = 8;

/** The values of one filter as check boxes. */
export function FilterChoices(props: {
  label: string;
  choices: FilterChoice[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** At most one value. */
  single?: boolean;
}) {
  const classes = useStyles();
  const t = useMessages();
  const [search, setSearch] = useState('');
  const { choices, selected, single } = props;
  const wanted = search.trim().toLocaleLowerCase();
  const shown = choices.filter(choice =>
    choice.label.toLocaleLowerCase().includes(wanted),
  );

  const toggle = (value: string) => {
    if (selected.includes(value)) {
      props.onChange(selected.filter(item => item !== value));
    } else {
      props.onChange(single ? [value] : [...selected, value]);
    }
  };

  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{props.label}</legend>
      {choices.length > MANY && (
        <TextField
          fullWidth
          size="small"
          variant="outlined"
          value={search}
          onChange={event => setSearch(event.target.value)}
          placeholder={t('filter.find')}
          inputProps={{
            'aria-label': t('filter.findIn', { filter: props.label }),
          }}
        />
      )}
      {shown.length === 0 && (
        <Subtle component="p">{t('filter.noChoice')}</Subtle>
      )}
      {shown.map(choice => (
        <FormControlLabel
          key={choice.value}
          className={classes.choice}
          style={{ paddingLeft: (choice.depth ?? 0) * 16 }}
          control={
            <Checkbox
              size="small"
              color="primary"
              className={classes.checkbox}
              checked={selected.includes(choice.value)}
              onChange={() => toggle(choice.value)}
            />
          }
          label={
            <span className={classes.label}>
              {choice.label}{' '}
              {choice.count !== undefined && <Subtle>({choice.count})</Subtle>}
            </span>
          }
        />
      ))}
    </fieldset>
  );
}
