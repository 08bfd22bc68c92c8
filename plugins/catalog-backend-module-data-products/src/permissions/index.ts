export { handoffConditions } from './handoffConditions';
export { isRoleHolder } from './isRoleHolder';
