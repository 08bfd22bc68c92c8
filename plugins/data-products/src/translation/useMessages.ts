import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { dataProductsTranslationRef } from './messages';

/** The texts of the plugin in the reader's language. */
export function useMessages() {
  return useTranslationRef(dataProductsTranslationRef).t;
}
