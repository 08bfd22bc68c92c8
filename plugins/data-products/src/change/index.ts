export * from './ChangeBanners';
export * from './ChangesContent';
export * from './ChangesPage';
