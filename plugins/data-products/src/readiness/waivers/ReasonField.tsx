import TextField from '@material-ui/core/TextField';
import { useId } from 'react';

/** The most that the API takes. */
const LONGEST = 1000;

/** A text of some lines, with its label. */
export function ReasonField(props: {
  label: string;
  value: string;
  required?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextField
      // Without, the label would not be that of the field.
      id={useId()}
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      required={props.required}
      multiline
      minRows={3}
      inputProps={{ maxLength: LONGEST }}
      variant="outlined"
      fullWidth
    />
  );
}
