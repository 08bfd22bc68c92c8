import { useRouteRef } from '@backstage/core-plugin-api';
import {
  BreadcrumbEntry,
  IconElement,
  PageLayout,
  pluginHeaderActionsApiRef,
  swappableComponentsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { JSX, useMemo } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { DataProductsQueryProvider } from '../api';
import { rootRouteRef } from '../routes';
import { useTabLabel } from '../waiting';

/** One view of the page, with a tab of its own. */
export interface View {
  /** Under the path of the page. */
  path: string;
  title: string;
  element: JSX.Element;
  /** Whether its tab says how much waits for the reader. */
  isCounted: boolean;
}

interface Props {
  title: string;
  icon: IconElement;
  /** The first is where the page opens. */
  views: readonly View[];
}

/**
 * The page with a tab for each view. The framework makes the same of pages
 * with sub-pages, but for the count: its tabs cannot change once the app runs.
 */
export function DataProductsViews(props: Props) {
  return (
    <DataProductsQueryProvider>
      <Body {...props} />
    </DataProductsQueryProvider>
  );
}

function Body(props: Props) {
  const { title, icon, views } = props;
  const counted = useTabLabel();
  const root = useRouteRef(rootRouteRef);
  const headerActions = useApi(pluginHeaderActionsApiRef);
  const components = useApi(swappableComponentsApiRef);
  // Rendered as `PageLayout` itself, it would be another component each time,
  // and all of the page begin anew with every count.
  const Layout = useMemo(
    () => components.getComponent(PageLayout.ref),
    [components],
  );
  return (
    <Layout
      title={title}
      icon={icon}
      titleLink={root()}
      headerActions={headerActions.getPluginHeaderActions('data-products')}
      tabs={views.map(view => ({
        id: view.path,
        label: view.isCounted ? counted(view.title) : view.title,
        href: view.path,
      }))}
    >
      <Routes>
        {views.length > 0 && (
          <Route index element={<Navigate to={views[0].path} replace />} />
        )}
        {views.map(view => (
          <Route
            key={view.path}
            path={`${view.path}/*`}
            element={
              <BreadcrumbEntry entry={{ label: view.title, href: view.path }}>
                {view.element}
              </BreadcrumbEntry>
            }
          />
        ))}
      </Routes>
    </Layout>
  );
}
