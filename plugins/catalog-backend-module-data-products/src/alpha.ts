export { handoffCatalogModel } from './modelLayer/handoffCatalogModel';
export { catalogModuleDataProductsModel as default } from './modelLayer/module';
