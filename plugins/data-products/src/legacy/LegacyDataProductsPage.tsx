import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { ChangesPage } from '../change';
import { ExplorePage } from '../explore';
import { TeamsPage } from '../teams';
import { useMessages } from '../translation';

/** The page of the plugin with a header and tabs of its own. */
export function LegacyDataProductsPage() {
  const t = useMessages();
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
        <TabbedLayout.Route path="/changes" title={t('page.changes')}>
          <ChangesPage />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
