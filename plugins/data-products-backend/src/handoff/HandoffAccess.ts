import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  describeRef,
  Handoff,
  handoffRequestPermission,
  handoffSignPermission,
  handoffWithdrawPermission,
} from '@handoff/backstage-plugin-data-products-common';
import { personOf, Readable, ReadableEntities } from '../access';
import { HandoffStore } from './HandoffStore';
import { HandoffRights } from './HandoffView';

/** What the catalog and the policy let a caller do with handoffs. */
export class HandoffAccess {
  readonly #store: HandoffStore;
  readonly #readable: ReadableEntities;
  readonly #permissions: PermissionsService;

  static create(options: {
    store: HandoffStore;
    readable: ReadableEntities;
    permissions: PermissionsService;
  }) {
    return new HandoffAccess(options);
  }

  private constructor(options: {
    store: HandoffStore;
    readable: ReadableEntities;
    permissions: PermissionsService;
  }) {
    this.#store = options.store;
    this.#readable = options.readable;
    this.#permissions = options.permissions;
  }

  /** @throws NotFoundError when there is none, or the caller may not see its entity. */
  async find(id: string, credentials: BackstageCredentials): Promise<Handoff> {
    const handoff = await this.#store.get(id);
    if (
      !handoff ||
      !(await this.#readable.isReadable(handoff.entityRef, credentials))
    ) {
      throw new NotFoundError(`There is no handoff ${id}`);
    }
    return handoff;
  }

  /** Which entities a caller may read. */
  async readableFor(credentials: BackstageCredentials): Promise<Readable> {
    return this.#readable.for(credentials);
  }

  /** @throws NotFoundError when the caller may not see the entity. */
  async assertReadable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#readable.isReadable(entityRef, credentials))) {
      throw new NotFoundError(
        `There is no data product or decision path ${entityRef} in the catalog`,
      );
    }
  }

  /** @throws NotAllowedError which names the permission. */
  async authorize(
    permission: ResourcePermission,
    resourceRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(describeLack(permission, resourceRef));
    }
  }

  /** What the caller lacks, for showing. */
  async rightsOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<HandoffRights> {
    const permissions = {
      sign: handoffSignPermission,
      request: handoffRequestPermission,
      withdraw: handoffWithdrawPermission,
    };
    const decisions = await this.#permissions.authorize(
      Object.values(permissions).map(permission => ({
        permission,
        resourceRef: entityRef,
      })),
      { credentials },
    );
    const principal = credentials.principal as { type?: string };
    return {
      person: principal.type === 'user' ? personOf(credentials) : undefined,
      lacks: Object.fromEntries(
        Object.entries(permissions).flatMap(([action, permission], index) =>
          decisions[index].result === AuthorizeResult.ALLOW
            ? []
            : [[action, describeLack(permission, entityRef)]],
        ),
      ),
    };
  }
}

function describeLack({ name }: ResourcePermission, entityRef: string): string {
  return `This takes the permission ${name} on ${describeRef(
    entityRef,
  )}; ask whoever runs the portal for it`;
}
