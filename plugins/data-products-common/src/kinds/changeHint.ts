/**
 * The topic of the event that the catalog module publishes when the catalog
 * has processed an entity, of any kind, whose content is not what it was.
 *
 * It is a hint: it may be lost, it may come twice, it comes a moment before
 * the catalog has stored and stitched the entity, and none comes for an entity
 * that was removed. Who needs to be right also reconciles.
 *
 * @public
 */
export const ENTITY_CHANGED_TOPIC = 'data-products.entity-changed';

/**
 * The payload of {@link ENTITY_CHANGED_TOPIC}. An alias and not an interface,
 * so that it counts as JSON.
 *
 * @public
 */
export type EntityChangedPayload = {
  /** Full entity ref, in lower case. */
  entityRef: string;
};
