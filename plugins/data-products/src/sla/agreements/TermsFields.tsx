import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { Objective } from '@handoff/backstage-plugin-data-products-common';
import { toneColor } from '../../look';
import { useMessages } from '../../translation';
import { LabelledField } from '../../forms/LabelledField';
import { ObjectiveFields } from './ObjectiveFields';
import { TermsDraft, TermsField, TermsProblems } from './termsDraft';

/** What the server keeps of a text. */
const LONGEST_TEXT = 4_000;

const useStyles = makeStyles(theme => ({
  promises: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  legend: { fontWeight: 600, padding: 0 },
  list: { listStyle: 'none', margin: theme.spacing(0, 0, 1), padding: 0 },
  summary: { cursor: 'pointer', marginBottom: theme.spacing(1) },
  problem: { color: toneColor(theme, 'bad') },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))',
    gap: theme.spacing(2),
    marginTop: theme.spacing(1),
  },
  wide: { gridColumn: '1 / -1' },
}));

/** The fields to write terms in. */
export function TermsFields(props: {
  draft: TermsDraft;
  onChange: (draft: TermsDraft) => void;
  problems: TermsProblems;
  /** The terms as they read, by the names of the promises. */
  written: ReadonlyMap<string, Objective>;
}) {
  const { draft, onChange, problems } = props;
  const classes = useStyles();
  const t = useMessages();

  // They stay where they are when they are taken in or left out.
  const [first] = useState(
    () =>
      new Set(
        draft.objectives.flatMap(({ objective, included }) =>
          included ? objective.name : [],
        ),
      ),
  );
  const others = draft.objectives.filter(
    ({ objective }) => !first.has(objective.name),
  );

  const promises = (isFirst: boolean) => (
    <ul className={classes.list}>
      {draft.objectives.map((objective, index) =>
        first.has(objective.objective.name) === isFirst ? (
          <ObjectiveFields
            key={objective.objective.name}
            draft={objective}
            written={props.written.get(objective.objective.name)}
            onChange={changed =>
              onChange({
                ...draft,
                objectives: draft.objectives.map((before, at) =>
                  at === index ? changed : before,
                ),
              })
            }
          />
        ) : null,
      )}
    </ul>
  );
  const field = (
    name: TermsField,
    more: {
      type?: 'date';
      required?: boolean;
      hint?: string;
      multiline?: boolean;
    } = {},
  ) => {
    const problem = problems[name as keyof TermsProblems];
    return (
      <LabelledField
        label={t(`agreement.terms.${name}`)}
        value={draft.fields[name]}
        onChange={value =>
          onChange({ ...draft, fields: { ...draft.fields, [name]: value } })
        }
        problem={problem && t(`agreement.problem.${problem}`)}
        inputProps={more.multiline ? { maxLength: LONGEST_TEXT } : undefined}
        {...more}
      />
    );
  };
  return (
    <>
      <fieldset className={classes.promises}>
        <legend className={classes.legend}>
          {t('agreement.form.promises')}
        </legend>
        {promises(true)}
        {others.length > 0 && (
          <details>
            <summary className={classes.summary}>
              {t('agreement.form.others', { count: others.length })}
            </summary>
            {promises(false)}
          </details>
        )}
        {problems.promises && (
          <div role="alert" className={classes.problem}>
            {t('agreement.problem.promises')}
          </div>
        )}
      </fieldset>
      <div className={classes.fields}>
        {field('acknowledge', { hint: t('agreement.form.durationHint') })}
        {field('restore', { hint: t('agreement.form.durationHint') })}
        {field('reviewOn', {
          type: 'date',
          hint: t('agreement.form.reviews'),
        })}
        {field('renewOn', { type: 'date', required: true })}
        <div className={classes.wide}>
          {field('remediation', { multiline: true })}
        </div>
        <div className={classes.wide}>
          {field('access', { multiline: true })}
        </div>
        <div className={classes.wide}>
          {field('notes', { multiline: true })}
        </div>
      </div>
    </>
  );
}
