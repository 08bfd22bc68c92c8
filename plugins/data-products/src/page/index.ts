export * from './DataProductsViews';
