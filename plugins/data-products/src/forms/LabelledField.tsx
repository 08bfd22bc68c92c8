import TextField, { TextFieldProps } from '@material-ui/core/TextField';
import { useId } from 'react';

/** A field whose label is its name for everybody, and whose problem is said below. */
export function LabelledField(
  props: Pick<
    TextFieldProps,
    | 'label'
    | 'value'
    | 'type'
    | 'required'
    | 'multiline'
    | 'select'
    | 'inputProps'
    | 'InputProps'
    | 'children'
  > & {
    onChange: (value: string) => void;
    /** Below the field as long as nothing is wrong. */
    hint?: string;
    problem?: string;
  },
) {
  const { onChange, hint, problem, ...rest } = props;
  const id = useId();
  return (
    <TextField
      {...rest}
      id={id}
      variant="outlined"
      size="small"
      fullWidth
      error={problem !== undefined}
      helperText={problem ?? hint}
      onChange={event => onChange(event.target.value)}
      // They show something even while nothing is chosen.
      InputLabelProps={
        props.type === 'date' || props.select ? { shrink: true } : undefined
      }
      SelectProps={props.select ? { native: true } : undefined}
    />
  );
}
