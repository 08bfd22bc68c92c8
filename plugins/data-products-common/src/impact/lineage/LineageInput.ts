import { ImpactInput } from '../impactEdges';

/**
 * What an entity depends on by the lineage of its datasets.
 *
 * @public
 */
export interface LineageInput extends ImpactInput {
  kind: 'lineage';
  /**
   * Whether lineage tells of all of the entity's datasets what they are made
   * of, back to datasets that other entities claim. The columns that it names
   * are then all that is read, also where the input is declared. Absent where
   * they are not known.
   */
  complete?: true;
}
