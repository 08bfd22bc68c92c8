import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { ledgerReadPermission } from '@handoff/backstage-plugin-data-products-common';
import { DataProductsQueryProvider } from '../api';
import { ChangesPage } from '../change';
import { ExplorePage } from '../explore';
import { LedgerPage } from '../ledger';
import { TeamsPage } from '../teams';
import { useMessages } from '../translation';
import { useTabLabel, WaitingPage } from '../waiting';

/** The page of the plugin with a header and tabs of its own. */
export function LegacyDataProductsPage() {
  return (
    <DataProductsQueryProvider>
      <Views />
    </DataProductsQueryProvider>
  );
}

function Views() {
  const t = useMessages();
  const counted = useTabLabel();
  const { allowed } = usePermission({ permission: ledgerReadPermission });
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/explore" title={t('page.explore')}>
          <ExplorePage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/teams" title={t('page.teams')}>
          <TeamsPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/waiting" title={counted(t('page.waiting'))}>
          <WaitingPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/changes" title={t('page.changes')}>
          <ChangesPage />
        </TabbedLayout.Route>
        {allowed && (
          <TabbedLayout.Route path="/ledger" title={t('page.ledger')}>
            <LedgerPage />
          </TabbedLayout.Route>
        )}
      </TabbedLayout>
    </Page>
  );
}
