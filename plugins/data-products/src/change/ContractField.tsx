import { makeStyles } from '@material-ui/core/styles';
import { useId, useRef, useState } from 'react';
import { CHANGE_BODY_LIMIT } from '@handoff/backstage-plugin-data-products-common';
import { ProblemList } from '../contract/ProblemList';
import { LabelledField } from '../forms/LabelledField';
import { Subtle } from '../look';
import { useMessages } from '../translation';
import { ContractReadout, readContractText } from './readContractText';

const BYTES_PER_MIB = 1024 * 1024;

/** Who types does not wait for a large contract to be read with each letter. */
const PAUSE_MS = 300;

/** A new contract while it is being given. */
export interface ContractDraft {
  text: string;
  /** What the text was read as; absent while it is being read, and of none. */
  readout?: ContractReadout;
  isReading: boolean;
}

/** No contract at all. */
export const NO_CONTRACT: ContractDraft = { text: '', isReading: false };

const useStyles = makeStyles(theme => ({
  root: {
    border: 0,
    margin: 0,
    padding: 0,
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  legend: { padding: theme.spacing(0, 0, 1), fontWeight: 600 },
  file: { maxWidth: '100%' },
}));

/** The new contract, pasted or chosen as a file; it is read here, in the browser. */
export function ContractField(props: {
  draft: ContractDraft;
  onChange: (draft: ContractDraft) => void;
  /** Said below the field where a contract is missing. */
  problem?: string;
}) {
  const { draft, onChange } = props;
  const classes = useStyles();
  const t = useMessages();
  const fileId = useId();
  const [failed, setFailed] = useState(false);
  // What is read late must not win over what was written since.
  const turn = useRef(0);
  const read = async (text: string, mine: number) => {
    onChange({ text, isReading: true });
    const readout = await readContractText(text);
    if (mine === turn.current) {
      onChange({ text, readout, isReading: false });
    }
  };
  const write = (text: string) => {
    turn.current += 1;
    const mine = turn.current;
    setFailed(false);
    onChange({ text, isReading: true });
    setTimeout(() => {
      if (mine === turn.current) {
        read(text, mine);
      }
    }, PAUSE_MS);
  };
  const choose = async (file: File | undefined) => {
    turn.current += 1;
    const mine = turn.current;
    setFailed(false);
    if (!file) {
      return;
    }
    if (file.size > CHANGE_BODY_LIMIT) {
      onChange({ text: '', readout: { wrong: 'too-large' }, isReading: false });
      return;
    }
    try {
      const text = await file.text();
      if (mine === turn.current) {
        await read(text, mine);
      }
    } catch {
      setFailed(true);
    }
  };
  const { readout } = draft;
  const wrong =
    readout && 'wrong' in readout
      ? t(`change.contract.${readout.wrong}`, {
          reason: readout.reason ?? '',
          limit: String(CHANGE_BODY_LIMIT / BYTES_PER_MIB),
        }).trim()
      : undefined;
  return (
    <fieldset className={classes.root}>
      <legend className={classes.legend}>{t('change.contract.title')}</legend>
      <div>
        <label htmlFor={fileId}>{t('change.contract.file')}</label>{' '}
        <input
          id={fileId}
          type="file"
          accept=".yaml,.yml,.json"
          className={classes.file}
          onChange={event => choose(event.target.files?.[0])}
        />
      </div>
      <LabelledField
        label={t('change.contract.text')}
        value={draft.text}
        onChange={write}
        multiline
        inputProps={{ spellCheck: false, style: { fontFamily: 'monospace' } }}
        InputProps={{ rows: 6 }}
        hint={t('change.contract.hint')}
        problem={wrong ?? props.problem}
      />
      <div role="status">
        {failed && <Subtle>{t('change.contract.fileFailed')}</Subtle>}
        {readout && 'document' in readout && (
          <Subtle>
            {t('change.contract.read', {
              version: readout.version ?? t('change.noVersion'),
              schemas: String(readout.schemas),
              columns: String(readout.columns),
            })}
          </Subtle>
        )}
      </div>
      {readout && 'document' in readout && readout.problems.length > 0 && (
        <ProblemList
          problems={readout.problems}
          serious={readout.problems.some(
            ({ severity }) => severity === 'error',
          )}
        />
      )}
    </fieldset>
  );
}
