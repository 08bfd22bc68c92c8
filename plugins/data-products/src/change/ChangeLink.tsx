import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ReactNode } from 'react';
import {
  changeSearch,
  ChangeSummary,
} from '@handoff/backstage-plugin-data-products-common';

/** Leads to a change on the page of its entity. */
export function ChangeLink(props: {
  change: Pick<ChangeSummary, 'id' | 'entity'>;
  /** Its name, where the words are too few to tell. */
  label?: string;
  children: ReactNode;
}) {
  const { change, label, children } = props;
  const { kind, namespace, name } = parseEntityRef(change.entity.ref);
  const page = useRouteRef(entityRouteRef)({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace,
    name,
  });
  return (
    <Link
      to={`${page}/changes?${changeSearch(change.id)}`}
      aria-label={label}
      underline="always"
    >
      {children}
    </Link>
  );
}
