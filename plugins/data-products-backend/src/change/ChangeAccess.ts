import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  changeAcknowledgePermission,
  changeOverridePermission,
  changePromotePermission,
  changeProposePermission,
  ReadinessEvidence,
} from '@handoff/backstage-plugin-data-products-common';
import { EntityAccess, noEntity, personOf } from '../access';
import { ReadinessStore } from '../readiness';
import { ChangeStore, StoredChange } from './ChangeStore';
import { ChangeRights } from './ChangeView';

const PERMISSIONS = {
  propose: changeProposePermission,
  acknowledge: changeAcknowledgePermission,
  override: changeOverridePermission,
  promote: changePromotePermission,
};

interface Options {
  store: ChangeStore;
  readiness: ReadinessStore;
  entities: EntityAccess;
}

/** Which changes a caller may see, and what the policy lets them do with each. */
export class ChangeAccess {
  /** To the entities that changes are of. */
  readonly entities: EntityAccess;
  readonly #store: ChangeStore;
  readonly #readiness: ReadinessStore;

  static create(options: Options) {
    return new ChangeAccess(options);
  }

  private constructor(options: Options) {
    this.#store = options.store;
    this.#readiness = options.readiness;
    this.entities = options.entities;
  }

  /** @throws NotFoundError when there is none, or the caller may not see its entity. */
  async find(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<StoredChange> {
    const stored = await this.#store.get(id);
    if (
      !stored ||
      !(await this.entities.isReadable(stored.change.entityRef, credentials))
    ) {
      throw new NotFoundError(`There is no change ${id}`);
    }
    return stored;
  }

  /**
   * As {@link ChangeAccess.find}, of what the policy lets the caller do.
   *
   * @throws NotAllowedError when it does not
   */
  async findFor(
    permission: ResourcePermission,
    id: string,
    credentials: BackstageCredentials,
  ): Promise<StoredChange> {
    const stored = await this.find(id, credentials);
    await this.entities.authorizeOn(
      permission,
      stored.change.entityRef,
      credentials,
    );
    return stored;
  }

  /**
   * What is known of an entity, for what the policy lets the caller do with it.
   *
   * @throws NotFoundError when there is none, or the caller may not see it;
   * NotAllowedError when the policy does not let them
   */
  async entityFor(
    permission: ResourcePermission,
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ReadinessEvidence> {
    const [record, isReadable] = await Promise.all([
      this.#readiness.get(entityRef),
      this.entities.isReadable(entityRef, credentials),
    ]);
    if (!record || !isReadable) {
      throw noEntity(entityRef);
    }
    await this.entities.authorizeOn(permission, entityRef, credentials);
    return record.evidence;
  }

  /** What the caller lacks, for showing. */
  async rightsOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ChangeRights> {
    const rightsOf = await this.entities.rightsOf(
      PERMISSIONS,
      [entityRef],
      credentials,
    );
    return { ...rightsOf(entityRef), actor: actorOf(credentials) };
  }
}

/** Who proposes or promotes: a person, or a pipeline with a token of its own. */
export function actorOf(credentials: BackstageCredentials): string {
  const { type, subject } = credentials.principal as {
    type?: string;
    subject?: string;
  };
  return type === 'service' && subject
    ? `service:${subject}`
    : personOf(credentials);
}
