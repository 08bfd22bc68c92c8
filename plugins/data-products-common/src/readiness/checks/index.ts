export * from './dataProductChecks';
export * from './decisionPathChecks';
