import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useId, useState } from 'react';
import { useMessages } from '../../translation';
import { GroupChoice, readGroupRef, useGroups } from './useGroups';

/** Finds the group that consumes the data; those that are named so come first. */
export function ConsumerField(props: {
  suggested: readonly GroupChoice[];
  chosen: GroupChoice | undefined;
  onChange: (group: GroupChoice | undefined) => void;
  /** Provides the data, so that it cannot consume it. */
  without: string | undefined;
  problem?: string;
}) {
  const { suggested, chosen, onChange } = props;
  const t = useMessages();
  const id = useId();
  const [text, setText] = useState(chosen?.title ?? '');
  const isChosen = text === chosen?.title;
  const groups = useGroups(isChosen ? '' : text.trim());
  const isSuggested = ({ ref }: GroupChoice) =>
    suggested.some(group => group.ref === ref);
  const options = [
    ...suggested.filter(({ title }) => isChosen || includes(title, text)),
    ...(groups.data ?? []).filter(group => !isSuggested(group)),
  ].filter(({ ref }) => ref !== props.without);

  const take = (typed: string) => {
    const known = options.find(({ title }) => isSame(title, typed));
    const ref = readGroupRef(typed);
    onChange(known ?? (ref ? { ref, title: typed } : undefined));
  };
  return (
    <Autocomplete<GroupChoice, false, true, true>
      id={id}
      freeSolo
      disableClearable
      options={options}
      // The catalog has searched already, in more than what is shown.
      filterOptions={found => found}
      getOptionLabel={group => group.title}
      groupBy={group =>
        isSuggested(group)
          ? t('agreement.propose.suggested')
          : t('agreement.propose.otherGroups')
      }
      inputValue={text}
      onInputChange={(_, typed, cause) => {
        // Before anything is typed or chosen the field is reset to nothing.
        if (cause === 'input') {
          setText(typed);
          take(typed);
        }
      }}
      onChange={(_, group) => {
        if (typeof group === 'string') {
          take(group);
        } else {
          setText(group.title);
          onChange(group);
        }
      }}
      // By then the groups are there that were searched for while typing.
      onBlur={() => {
        const isListed = options.some(({ ref }) => ref === chosen?.ref);
        if (text && !isListed) {
          take(text);
        }
      }}
      renderInput={params => (
        <TextField
          {...params}
          label={t('agreement.propose.consumer')}
          required
          variant="outlined"
          size="small"
          error={props.problem !== undefined}
          helperText={props.problem ?? t('agreement.propose.consumerHint')}
        />
      )}
    />
  );
}

function includes(title: string, text: string): boolean {
  return title.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
}

function isSame(title: string, text: string): boolean {
  return title.toLocaleLowerCase() === text.trim().toLocaleLowerCase();
}
