export { dataProductsTranslationRef } from './messages';
export { useMessages } from './useMessages';
export type { Messages } from './useMessages';
