import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Checklist } from '@handoff/backstage-plugin-data-products-common';

/**
 * Takes checklists for handoffs from modules.
 *
 * @public
 */
export interface ChecklistsExtensionPoint {
  /**
   * Adds checklists after the shipped ones, in the order of the calls.
   * Configuration may replace or switch off each of them by its id. What is
   * wrong with one is told when the backend starts.
   */
  addChecklist(...checklists: Checklist[]): void;
}

/**
 * Where modules add checklists for handoffs.
 *
 * @public
 */
export const checklistsExtensionPoint =
  createExtensionPoint<ChecklistsExtensionPoint>({
    id: 'data-products.checklists',
  });
