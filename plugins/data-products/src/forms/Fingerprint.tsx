import { useMessages } from '../translation';
import { ShortHash } from './ShortHash';

/** What is signed, as its fingerprint: short to see, whole to copy. */
export function Fingerprint(props: {
  /** SHA-256, 64 hex digits. */
  value: string;
}) {
  const t = useMessages();
  return (
    <ShortHash
      value={props.value}
      label={t('agreement.fingerprint.label')}
      copy={t('agreement.fingerprint.copy')}
      copied={t('agreement.fingerprint.copied')}
    />
  );
}
