import {
  HandoffDetail,
  HandoffItem,
} from '@handoff/backstage-plugin-data-products-common';
import { spaced, Subtle, useListWords } from '../look';
import { useMessages } from '../translation';
import { ContentFields, ContentPart } from './ContentValue';
import { Fold } from './Fold';

/**
 * What exactly is signed: the parts of the release that the item is for, and
 * the others, which the signature does not depend on.
 */
export function SignedContent(props: {
  content: NonNullable<HandoffDetail['content']>;
  item: Pick<HandoffItem, 'covers'>;
}) {
  const { spec, contract } = props.content;
  const { covers } = props.item;
  const t = useMessages();
  const listWords = useListWords();
  const parts = Object.entries<ContentPart | undefined>({
    ...spec,
    contract,
  }).filter(([, value]) => value !== undefined);
  const isCovered = ([part]: [string, unknown]) =>
    !covers || covers.includes(part);
  const covered = parts.filter(isCovered);
  const others = parts.filter(part => !isCovered(part));
  return (
    <>
      <Subtle component="p">
        {covers
          ? t('handoff.signed.covers', {
              parts: listWords(covers.map(part => spaced(part))),
            })
          : t('handoff.signed.coversAll')}
      </Subtle>
      <Fold summary={t('handoff.signed.show', { count: covered.length })}>
        <ContentFields fields={Object.fromEntries(covered)} />
      </Fold>
      {others.length > 0 && (
        <Fold summary={t('handoff.signed.others', { count: others.length })}>
          <ContentFields fields={Object.fromEntries(others)} />
        </Fold>
      )}
    </>
  );
}
