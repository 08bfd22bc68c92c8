import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useQuery } from '@tanstack/react-query';
import {
  ledgerExportPermission,
  LedgerList,
} from '@handoff/backstage-plugin-data-products-common';
import { useMemo } from 'react';
import { dataProductsApiRef } from '../api';
import { Subtle, useLanguage } from '../look';
import { QueryState } from '../states';
import { useMessages } from '../translation';
import { checkCheckpoint, PortalCheckpoint } from './checkLedger';
import { checkShown } from './checkShown';
import { VerdictMark } from './VerdictMark';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(0.5),
  },
}));

/** What who may not export can check all the same, and what not. */
export function PartialCheck(props: { list: LedgerList }) {
  const { list } = props;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const api = useApi(dataProductsApiRef);
  const wrong = useMemo(() => checkShown(list), [list]);
  const signed = useQuery({
    queryKey: ['data-products', 'ledger-checkpoint', list.head.hash],
    queryFn: ({ signal }) => checkCheckpoint(api, { signal }),
  });
  const count = list.items.length;
  return (
    <div className={classes.root}>
      <strong>{t('ledger.partial.title')}</strong>
      {count > 0 && (
        <div role={wrong ? 'alert' : 'status'}>
          <VerdictMark ok={wrong === undefined}>
            {wrong ??
              t('ledger.partial.shown', {
                count,
                entries: count.toLocaleString(language),
              })}
          </VerdictMark>
        </div>
      )}
      <QueryState
        query={signed}
        what={t('ledger.partial.checkpoint.what')}
        lines={1}
      >
        {checkpoint => <SignedCheckpoint signed={checkpoint} />}
      </QueryState>
      <Subtle component="p">
        {t('ledger.partial.can', { permission: ledgerExportPermission.name })}
      </Subtle>
    </div>
  );
}

function SignedCheckpoint(props: { signed: PortalCheckpoint }) {
  const { checkpoint, keyId } = props.signed;
  const t = useMessages();
  const language = useLanguage();
  const words = t(`ledger.partial.checkpoint.${checkpoint.signature}`, {
    size: checkpoint.size.toLocaleString(language),
    keyId,
  });
  return checkpoint.signature === 'not-checked' ? (
    <div>{words}</div>
  ) : (
    <VerdictMark ok={checkpoint.signature === 'right'}>{words}</VerdictMark>
  );
}
