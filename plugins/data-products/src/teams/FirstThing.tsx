import { Link } from '@backstage/core-components';
import { TeamSummary } from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../look';
import { useMessages } from '../translation';

/** The check to begin with: what to do, how many it fixes, and what it brings. */
export function FirstThing(props: {
  failing: TeamSummary['topFailing'][number] | undefined;
  /** Where those that fail it are listed; absent when they cannot be linked. */
  to?: string;
}) {
  const { failing, to } = props;
  const t = useMessages();
  if (!failing) {
    return <Subtle>{t('teams.nothingFails')}</Subtle>;
  }
  const gain = Math.round(failing.gain);
  const effect = [
    t('teams.fixes', { count: failing.count }),
    gain >= 1 && t('teams.gain', { count: gain }),
    gain < 1 && failing.gain > 0 && t('teams.gainBelowOne'),
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <div>
      {to ? (
        <Link to={to} underline="always">
          {failing.title}
        </Link>
      ) : (
        failing.title
      )}
      {': '}
      <strong>{effect}</strong>
      <Subtle component="p">{failing.remediation}</Subtle>
    </div>
  );
}
