import { ShortHash } from '../forms/ShortHash';
import { useMessages } from '../translation';

const SHOWN_IN_NAME = 12;

/** A hash of the ledger: short to see, whole to copy. */
export function EntryHash(props: { value: string }) {
  const t = useMessages();
  return (
    <ShortHash
      value={props.value}
      copy={t('ledger.hash.copy', {
        hash: props.value.slice(0, SHOWN_IN_NAME),
      })}
      copied={t('ledger.hash.copied')}
    />
  );
}
