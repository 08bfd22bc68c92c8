import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ImpactSummary } from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../../translation';

type Agreement = ImpactSummary['consumers'][number]['agreements'][number];

/** Leads to an agreement in force, on the page of what was agreed on. */
export function AgreementLink(props: {
  agreement: Agreement;
  /** What was agreed on. */
  title: string;
}) {
  const { agreement, title } = props;
  const t = useMessages();
  const { kind, namespace, name } = parseEntityRef(agreement.entityRef);
  const page = useRouteRef(entityRouteRef)({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace,
    name,
  });
  return (
    <Link to={`${page}/sla#${agreement.id}`} underline="always">
      {t('impact.agreementOn', { name: title })}
    </Link>
  );
}
