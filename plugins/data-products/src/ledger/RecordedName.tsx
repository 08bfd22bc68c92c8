import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Messages, useMessages } from '../translation';

/** As the server tells them from other names: entity refs have a kind. */
const ENTITY_REF = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

const OTHER_NAMES: Record<string, (t: Messages) => string> = {
  config: t => t('ledger.name.config'),
  'config/checks': t => t('ledger.name.checks'),
  'config/checklists': t => t('ledger.name.checklists'),
};

/** Whether a text is the full ref of an entity. */
export function isEntityRef(text: string): boolean {
  return ENTITY_REF.test(text);
}

/** Who or what an entry names: an entity with its title, or something else in words. */
export function RecordedName(props: { name: string }) {
  const { name } = props;
  const t = useMessages();
  return isEntityRef(name) ? (
    <EntityRefLink entityRef={name} hideIcon underline="always" />
  ) : (
    <>{OTHER_NAMES[name]?.(t) ?? name}</>
  );
}
