export { dataProductsTranslationRef } from './messages';
export { useMessages } from './useMessages';
