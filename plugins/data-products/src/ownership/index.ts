export { CONTACT_ICONS } from './ContactLink';
export { OwnershipCard } from './OwnershipCard';
export { contactLabel } from './contactLabel';
export type { ContactDetail } from './contactLabel';
export { useOwnership } from './useOwnership';
