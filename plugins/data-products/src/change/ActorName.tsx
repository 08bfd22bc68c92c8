import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useMessages } from '../translation';

const SERVICE = 'service:';

/** Who did something: a person, linked, or a pipeline by its name. */
export function ActorName(props: {
  /** Ref of the person, or `service:` and the name of the pipeline. */
  actor: string;
}) {
  const { actor } = props;
  const t = useMessages();
  return actor.startsWith(SERVICE) ? (
    <>{t('change.pipeline', { name: actor.slice(SERVICE.length) })}</>
  ) : (
    <EntityRefLink entityRef={actor} hideIcon underline="always" />
  );
}
