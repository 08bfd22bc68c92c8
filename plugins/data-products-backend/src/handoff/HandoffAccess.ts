import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  Handoff,
  handoffRequestPermission,
  handoffSignPermission,
  handoffWithdrawPermission,
} from '@handoff/backstage-plugin-data-products-common';
import { EntityAccess } from '../access';
import { HandoffStore } from './HandoffStore';
import { HandoffRights } from './HandoffView';

const PERMISSIONS = {
  sign: handoffSignPermission,
  request: handoffRequestPermission,
  withdraw: handoffWithdrawPermission,
};

/** Which handoffs a caller may see, and what the policy lets them do. */
export class HandoffAccess {
  /** To the entities that handoffs are of. */
  readonly entities: EntityAccess;
  readonly #store: HandoffStore;

  static create(options: { store: HandoffStore; access: EntityAccess }) {
    return new HandoffAccess(options.store, options.access);
  }

  private constructor(store: HandoffStore, entities: EntityAccess) {
    this.#store = store;
    this.entities = entities;
  }

  /** @throws NotFoundError when there is none, or the caller may not see its entity. */
  async find(id: string, credentials: BackstageCredentials): Promise<Handoff> {
    const handoff = await this.#store.get(id);
    if (
      !handoff ||
      !(await this.entities.isReadable(handoff.entityRef, credentials))
    ) {
      throw new NotFoundError(`There is no handoff ${id}`);
    }
    return handoff;
  }

  /** What the caller lacks, for showing. */
  async rightsOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<HandoffRights> {
    const rights = await this.entities.rightsOf(
      PERMISSIONS,
      [entityRef],
      credentials,
    );
    return rights(entityRef);
  }
}
