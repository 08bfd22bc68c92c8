import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  AgreementDetail,
  agreementDifference,
  comparePromises,
  Objective,
} from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../../translation';
import { FormDialog } from '../../forms/FormDialog';
import { DifferenceTable } from './DifferenceTable';
import { LabelledField } from '../../forms/LabelledField';
import { partyName } from './partyName';
import { newestRevision } from './revisions';

const useStyles = makeStyles(theme => ({
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
    gap: theme.spacing(2),
    margin: theme.spacing(1, 0, 2),
  },
}));

const PROMISED_NOW = 'now';

/** The difference between any two revisions, and to what is promised now. */
export function ChangesDialog(props: {
  agreement: AgreementDetail;
  promised: readonly Objective[];
  onClose: () => void;
}) {
  const { agreement, promised } = props;
  const classes = useStyles();
  const t = useMessages();
  const newest = newestRevision(agreement).revision;
  const [from, setFrom] = useState(String(Math.max(1, newest - 1)));
  const [to, setTo] = useState(newest > 1 ? String(newest) : PROMISED_NOW);

  const termsOf = (chosen: string) =>
    agreement.revisions.find(({ revision }) => String(revision) === chosen)
      ?.terms;
  const titleOf = (chosen: string) =>
    chosen === PROMISED_NOW
      ? t('agreement.changes.promisedNow')
      : t('agreement.revision', { revision: chosen });
  const before = termsOf(from);
  const after = termsOf(to);
  const revisions = agreement.revisions.map(({ revision }) => String(revision));
  const choice = (
    label: string,
    value: string,
    onChange: (value: string) => void,
    values: string[],
  ) => (
    <LabelledField select label={label} value={value} onChange={onChange}>
      {values.map(option => (
        <option key={option} value={option}>
          {titleOf(option)}
        </option>
      ))}
    </LabelledField>
  );
  return (
    <FormDialog
      open
      title={t('agreement.changes.title', {
        consumer: partyName(agreement, 'consumer'),
      })}
      onClose={props.onClose}
      actions={
        <Button onClick={props.onClose}>{t('agreement.changes.close')}</Button>
      }
    >
      <div className={classes.choices}>
        {choice(t('agreement.changes.from'), from, setFrom, revisions)}
        {choice(t('agreement.changes.to'), to, setTo, [
          ...revisions,
          PROMISED_NOW,
        ])}
      </div>
      {before && (
        <DifferenceTable
          label={t('agreement.changes.table', {
            from: titleOf(from),
            to: titleOf(to),
          })}
          difference={
            after
              ? agreementDifference(before, after)
              : {
                  objectives: comparePromises(before.objectives, promised),
                  fields: [],
                }
          }
          before={before.objectives}
          after={after?.objectives ?? promised}
        />
      )}
    </FormDialog>
  );
}
