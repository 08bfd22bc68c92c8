import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { ContractVersion } from '@handoff/backstage-plugin-data-products-common';
import { LabelledField } from '../forms/LabelledField';
import { Subtle, useLanguage } from '../look';
import { EmptyState, QueryState } from '../states';
import { useMessages } from '../translation';
import { ContractVersionTable } from './ContractVersionTable';
import { DifferenceView } from './DifferenceView';
import { MoreButton } from './MoreButton';
import {
  useContractDifference,
  useContractVersions,
} from './useContractVersions';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  choice: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: theme.spacing(2),
  },
}));

/** The contracts that a product had, and what lies between any two of them. */
export function ContractHistory(props: { entityRef: string }) {
  const { entityRef } = props;
  const classes = useStyles();
  const t = useMessages();
  const query = useContractVersions(entityRef);
  return (
    <QueryState query={query} what={t('change.history.what')} lines={4}>
      {({ pages }) => {
        const versions = pages.flatMap(page => page.items);
        return versions.length === 0 ? (
          <EmptyState title={t('change.history.none')} />
        ) : (
          <div className={classes.root}>
            <ContractVersionTable versions={versions} />
            <MoreButton query={query} />
            {versions.length > 1 && (
              <Comparison entityRef={entityRef} versions={versions} />
            )}
          </div>
        );
      }}
    </QueryState>
  );
}

/** Of two versions to choose; at first, what the newest changed. */
function Comparison(props: {
  entityRef: string;
  versions: readonly ContractVersion[];
}) {
  const { versions } = props;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const [before, setBefore] = useState(versions[1].fingerprint);
  const [after, setAfter] = useState(versions[0].fingerprint);
  const nameOf = ({ version, firstSeen }: ContractVersion) =>
    t('change.history.option', {
      version: version ?? t('change.noVersion'),
      since: DateTime.fromISO(firstSeen, { locale: language }).toLocaleString(
        DateTime.DATETIME_MED,
      ),
    });
  const options = versions.map(each => (
    <option key={each.fingerprint} value={each.fingerprint}>
      {nameOf(each)}
    </option>
  ));
  return (
    <>
      <div className={classes.choice}>
        <LabelledField
          label={t('change.history.before')}
          value={before}
          onChange={setBefore}
          select
        >
          {options}
        </LabelledField>
        <LabelledField
          label={t('change.history.after')}
          value={after}
          onChange={setAfter}
          select
        >
          {options}
        </LabelledField>
      </div>
      {before === after ? (
        <Subtle component="p">{t('change.history.same')}</Subtle>
      ) : (
        <LoadedDifference
          entityRef={props.entityRef}
          before={before}
          after={after}
        />
      )}
    </>
  );
}

function LoadedDifference(props: {
  entityRef: string;
  before: string;
  after: string;
}) {
  const { entityRef, before, after } = props;
  const t = useMessages();
  const query = useContractDifference(entityRef, { before, after });
  return (
    <QueryState
      query={query}
      what={t('change.history.whatDifference')}
      lines={4}
    >
      {difference => (
        <DifferenceView
          label={t('change.history.compared')}
          difference={difference}
        />
      )}
    </QueryState>
  );
}
