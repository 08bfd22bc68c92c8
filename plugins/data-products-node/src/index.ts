/**
 * What other backend plugins may call or extend.
 *
 * @packageDocumentation
 */

export * from './checklistsExtensionPoint';
export * from './DataProductsService';
export * from './dataProductsServiceRef';
export * from './Message';
export * from './Notifier';
export * from './notifiersExtensionPoint';
export * from './observationReadersExtensionPoint';
export * from './readinessChecksExtensionPoint';
