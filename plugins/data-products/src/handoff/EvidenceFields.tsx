import { makeStyles } from '@material-ui/core/styles';
import { useId, useRef, useState } from 'react';
import { signatureEvidenceSchema } from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../look';
import { LabelledField } from '../forms/LabelledField';
import { useMessages } from '../translation';
import { canHashFiles, fileHash } from './fileHash';

/** What the server keeps of a link and a note. */
const LONGEST_LINK = 2_000;
const LONGEST_NOTE = 4_000;

/** Evidence as it is being written; empty where nothing is. */
export interface EvidenceDraft {
  link: string;
  note: string;
  fileHash?: string;
  /** Whether a file is being read. */
  isReading?: boolean;
}

const useStyles = makeStyles(theme => ({
  root: {
    border: 0,
    margin: theme.spacing(2, 0, 0),
    padding: 0,
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  title: { padding: theme.spacing(0, 0, 1), fontWeight: 600 },
  file: { maxWidth: '100%' },
}));

/** Whether a link can be kept as evidence; none at all can. */
export function isLinkFine(link: string): boolean {
  return signatureEvidenceSchema.safeParse({ link: link.trim() || undefined })
    .success;
}

/** What a signer may point at: a link, a note, the fingerprint of a file. */
export function EvidenceFields(props: {
  evidence: EvidenceDraft;
  onChange: (evidence: EvidenceDraft) => void;
  /** Whether to say what is wrong already. */
  asked: boolean;
}) {
  const { evidence, onChange } = props;
  const classes = useStyles();
  const t = useMessages();
  const fileId = useId();
  const [failed, setFailed] = useState(false);
  // What was written while a file was read must not be lost, nor an earlier file win.
  const latest = useRef(evidence);
  latest.current = evidence;
  const choice = useRef(0);
  const choose = async (file: File | undefined) => {
    choice.current += 1;
    const mine = choice.current;
    setFailed(false);
    onChange({
      ...latest.current,
      fileHash: undefined,
      isReading: file !== undefined,
    });
    if (!file) {
      return;
    }
    try {
      const hash = await fileHash(file);
      if (mine === choice.current) {
        onChange({ ...latest.current, fileHash: hash, isReading: false });
      }
    } catch {
      if (mine === choice.current) {
        onChange({ ...latest.current, isReading: false });
        setFailed(true);
      }
    }
  };
  return (
    <fieldset className={classes.root}>
      <legend className={classes.title}>{t('handoff.evidence.title')}</legend>
      <LabelledField
        label={t('handoff.evidence.link')}
        value={evidence.link}
        onChange={link => onChange({ ...evidence, link })}
        inputProps={{ maxLength: LONGEST_LINK }}
        problem={
          props.asked && !isLinkFine(evidence.link)
            ? t('handoff.evidence.linkProblem')
            : undefined
        }
      />
      <LabelledField
        label={t('handoff.evidence.note')}
        value={evidence.note}
        onChange={note => onChange({ ...evidence, note })}
        multiline
        inputProps={{ maxLength: LONGEST_NOTE }}
      />
      {canHashFiles() ? (
        <div>
          <label htmlFor={fileId}>{t('handoff.evidence.file')}</label>{' '}
          <input
            id={fileId}
            type="file"
            className={classes.file}
            aria-describedby={`${fileId}-hint`}
            onChange={event => choose(event.target.files?.[0])}
          />
          <div id={`${fileId}-hint`}>
            <Subtle>{t('handoff.evidence.fileHint')}</Subtle>
          </div>
          <div role="status">
            {evidence.fileHash && (
              <Subtle>
                {t('handoff.signature.file', { hash: evidence.fileHash })}
              </Subtle>
            )}
            {failed && <Subtle>{t('handoff.evidence.fileFailed')}</Subtle>}
          </div>
        </div>
      ) : (
        <Subtle component="p">{t('handoff.evidence.noCrypto')}</Subtle>
      )}
    </fieldset>
  );
}
