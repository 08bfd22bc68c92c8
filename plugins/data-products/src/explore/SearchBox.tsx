import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import ClearIcon from '@material-ui/icons/Clear';
import SearchIcon from '@material-ui/icons/Search';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../translation';

const PAUSE_MS = 300;

/** The search field; tells of a change once typing pauses. */
export function SearchBox(props: {
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useMessages();
  const [text, setText] = useState(props.value);
  const told = useRef(props.value);
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;

  // Back, forward and "clear all" change the value from outside.
  useEffect(() => {
    if (props.value !== told.current) {
      told.current = props.value;
      setText(props.value);
    }
  }, [props.value]);

  useEffect(() => {
    if (text === told.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      told.current = text;
      onChange.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <TextField
      fullWidth
      size="small"
      variant="outlined"
      type="text"
      value={text}
      onChange={event => setText(event.target.value)}
      placeholder={t('explore.search.placeholder')}
      inputProps={{
        role: 'searchbox',
        'aria-label': t('explore.search.label'),
        maxLength: 200,
      }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" aria-hidden />
          </InputAdornment>
        ),
        endAdornment: text ? (
          <InputAdornment position="end">
            <IconButton
              size="small"
              aria-label={t('explore.search.clear')}
              onClick={() => setText('')}
            >
              <ClearIcon fontSize="small" />
            </IconButton>
          </InputAdornment>
        ) : undefined,
      }}
    />
  );
}
