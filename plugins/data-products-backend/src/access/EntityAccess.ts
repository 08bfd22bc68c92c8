import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { describeRef } from '@handoff/backstage-plugin-data-products-common';
import { NeededRoles, Refusal } from './NeededRoles';
import { findPerson } from './Parties';
import { Readable, ReadableEntities } from './ReadableEntities';

/** What a caller may do with an entity, whatever role they hold. */
export interface EntityRights<TAction extends string = string> {
  /** Absent for services. */
  person?: string;
  /** Which permissions they lack, in words, by what they are for. */
  lacks: { [action in TAction]?: string };
}

/** What the catalog and the policy let callers see and do. */
export class EntityAccess {
  readonly #readable: ReadableEntities;
  readonly #permissions: PermissionsService;
  readonly #neededRoles: NeededRoles;

  static create(options: {
    readable: ReadableEntities;
    permissions: PermissionsService;
    neededRoles: NeededRoles;
  }) {
    return new EntityAccess(
      options.readable,
      options.permissions,
      options.neededRoles,
    );
  }

  private constructor(
    readable: ReadableEntities,
    permissions: PermissionsService,
    neededRoles: NeededRoles,
  ) {
    this.#readable = readable;
    this.#permissions = permissions;
    this.#neededRoles = neededRoles;
  }

  /** Which entities a caller may read. */
  async readableFor(credentials: BackstageCredentials): Promise<Readable> {
    return this.#readable.for(credentials);
  }

  /** Whether a caller may read one entity. */
  async isReadable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return this.#readable.isReadable(entityRef, credentials);
  }

  /** @throws NotFoundError when the caller may not see the entity */
  async assertReadable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#readable.isReadable(entityRef, credentials))) {
      throw noEntity(entityRef);
    }
  }

  /** @throws NotAllowedError which names the permission */
  async authorize(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(describeLack(permission));
    }
  }

  /**
   * @param whyNot - why the plugin itself refuses, if it does. A policy that
   *   goes by roles denies for the same reason, and who holds the role helps
   *   more than the name of a permission.
   * @throws NotAllowedError which says that, or else what the policy asks for:
   *   a role and who holds it, or the permission
   */
  async authorizeOn(
    permission: ResourcePermission,
    entityRef: string,
    credentials: BackstageCredentials,
    whyNot?: () => Promise<string | undefined>,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      const why = await whyNot?.();
      if (why !== undefined) {
        throw new NotAllowedError(why);
      }
      const [lack] = await this.#describeLacks(
        [{ permission, entityRef }],
        credentials,
      );
      throw new NotAllowedError(lack);
    }
  }

  /**
   * What a caller lacks for the actions on each of several entities, for
   * showing; asked of the policy at once.
   */
  async rightsOf<TAction extends string>(
    permissions: Readonly<Record<TAction, ResourcePermission>>,
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<(entityRef: string) => EntityRights<TAction>> {
    const actions = Object.keys(permissions) as TAction[];
    const refs = [...new Set(entityRefs)];
    const requests = refs.flatMap(resourceRef =>
      actions.map(action => ({
        permission: permissions[action],
        resourceRef,
      })),
    );
    const decisions = requests.length
      ? await this.#permissions.authorize(requests, { credentials })
      : [];
    const person = findPerson(credentials);
    const rights = new Map<string, EntityRights<TAction>>(
      refs.map(ref => [ref, { person, lacks: {} }]),
    );
    const refused = requests.flatMap(({ permission, resourceRef }, index) =>
      decisions[index].result === AuthorizeResult.ALLOW
        ? []
        : [
            {
              permission,
              entityRef: resourceRef,
              action: actions[index % actions.length],
            },
          ],
    );
    const lacks = await this.#describeLacks(refused, credentials);
    refused.forEach(({ entityRef, action }, index) => {
      rights.get(entityRef)!.lacks[action] = lacks[index];
    });
    return entityRef => rights.get(entityRef)!;
  }

  async #describeLacks(
    refusals: readonly Refusal[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const roles = await this.#neededRoles.describe(refusals, credentials);
    return refusals.map(
      ({ permission, entityRef }, index) =>
        roles[index] ?? describeLack(permission, entityRef),
    );
  }
}

/** What is said of entities that are not there, or not for the caller. */
export function noEntity(entityRef: string): NotFoundError {
  return new NotFoundError(
    `There is no data product or decision path ${entityRef} in the catalog`,
  );
}

function describeLack({ name }: Permission, entityRef?: string): string {
  const on = entityRef === undefined ? '' : ` on ${describeRef(entityRef)}`;
  return `This takes the permission ${name}${on}; ask whoever runs the portal for it`;
}
