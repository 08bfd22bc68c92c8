import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { dataProductsTranslationRef } from './messages';

/** Makes the texts of the plugin. */
export type Messages = TranslationFunction<
  (typeof dataProductsTranslationRef)['T']
>;

/** The texts of the plugin in the reader's language. */
export function useMessages(): Messages {
  return useTranslationRef(dataProductsTranslationRef).t;
}
