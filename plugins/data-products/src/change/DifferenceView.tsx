import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import {
  ContractChangeClass,
  ContractDifference,
} from '@handoff/backstage-plugin-data-products-common';
import { ProblemList } from '../contract/ProblemList';
import { LabelledField } from '../forms/LabelledField';
import { Subtle } from '../look';
import { Notice } from '../states';
import { useMessages } from '../translation';
import { DifferenceTable } from './DifferenceTable';

/** Those that hurt first. */
const CLASSES: readonly ContractChangeClass[] = [
  'breaking',
  'compatible',
  'documentation',
];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
  },
  filter: { maxWidth: 280 },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
}));

/** What lies between two contracts, side by side, and the version that it demands. */
export function DifferenceView(props: {
  /** What is compared, in words. */
  label: string;
  difference: ContractDifference;
}) {
  const { changes, step, versions, suggestedRenames, complete, problems } =
    props.difference;
  const classes = useStyles();
  const t = useMessages();
  const [chosen, setChosen] = useState('');
  const found = [...problems.before, ...problems.after];
  const countOf = (kind: ContractChangeClass) =>
    changes.filter(change => change.class === kind).length;
  const shown = CLASSES.filter(
    kind => chosen === '' || kind === chosen,
  ).flatMap(kind => changes.filter(change => change.class === kind));
  return (
    <div className={classes.root}>
      <div>
        {t(`change.step.${step}`)}{' '}
        {(versions.before ?? versions.after) !== undefined && (
          <Subtle>
            {t('change.difference.versions', {
              before: versions.before ?? t('change.noVersion'),
              after: versions.after ?? t('change.noVersion'),
            })}
          </Subtle>
        )}
      </div>
      {!complete && (
        <Notice
          icon="error"
          tone="caution"
          title={t('change.difference.incomplete')}
        />
      )}
      {found.length > 0 && (
        <ProblemList
          problems={found}
          serious={found.some(({ severity }) => severity === 'error')}
        />
      )}
      {changes.length === 0 ? (
        <Subtle component="p">{t('change.difference.none')}</Subtle>
      ) : (
        <>
          <div className={classes.filter}>
            <LabelledField
              label={t('change.difference.show')}
              value={chosen}
              onChange={setChosen}
              select
            >
              <option value="">
                {t('change.difference.all', { total: String(changes.length) })}
              </option>
              {CLASSES.filter(kind => countOf(kind) > 0).map(kind => (
                <option key={kind} value={kind}>
                  {`${t(`change.effect.${kind}`)} (${countOf(kind)})`}
                </option>
              ))}
            </LabelledField>
          </div>
          <DifferenceTable key={chosen} label={props.label} changes={shown} />
        </>
      )}
      {suggestedRenames.length > 0 && (
        <div>
          <Subtle component="p">{t('change.difference.renames')}</Subtle>
          <ul className={classes.list}>
            {suggestedRenames.map(({ schema, before, after, reason }) => (
              <li key={`${schema} ${before} ${after}`}>
                <Subtle>
                  {t('change.difference.rename', {
                    before: schema ? `${schema}.${before}` : before,
                    after: schema ? `${schema}.${after}` : after,
                    reason,
                  })}
                </Subtle>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
