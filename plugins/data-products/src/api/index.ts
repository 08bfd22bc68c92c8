export { DataProductsQueryProvider } from './DataProductsQueryProvider';
export { DefaultDataProductsApi } from './DefaultDataProductsApi';
export { dataProductsApiRef } from './DataProductsApi';
export type {
  AgreementExport,
  DataProductsApi,
  PageRequest,
  RequestOptions,
} from './DataProductsApi';
export { queryClient } from './queryClient';
