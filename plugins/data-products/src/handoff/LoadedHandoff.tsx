import { QueryState } from '../states';
import { useMessages } from '../translation';
import { HandoffView } from './HandoffView';
import { useHandoff } from './useHandoffs';

/** A handoff whole, as soon as it has been loaded. */
export function LoadedHandoff(props: { id: string }) {
  const t = useMessages();
  const query = useHandoff(props.id);
  return (
    <QueryState query={query} what={t('handoff.whatOne')} lines={8}>
      {handoff => <HandoffView handoff={handoff} />}
    </QueryState>
  );
}
