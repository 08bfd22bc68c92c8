import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ledgerReadPermission } from '@handoff/backstage-plugin-data-products-common';
import { ledgerRouteRef } from '../routes';
import { useMessages } from '../translation';

/** Leads to what is recorded about something; not there for those who may not read it. */
export function LedgerLink(props: {
  /** As entries have it. */
  subject: string;
}) {
  const t = useMessages();
  const ledger = useRouteRef(ledgerRouteRef);
  const { allowed } = usePermission({ permission: ledgerReadPermission });
  return allowed ? (
    <Link
      to={`${ledger()}?${new URLSearchParams({ subject: props.subject })}`}
      underline="always"
    >
      {t('ledger.link')}
    </Link>
  ) : null;
}
