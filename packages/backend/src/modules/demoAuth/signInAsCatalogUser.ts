import { Entity, isUserEntity } from '@backstage/catalog-model';
import { AuthenticationError, isError } from '@backstage/errors';
import {
  AuthResolverContext,
  ProfileTransform,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import { DemoAuthResult } from './DemoAuthResult';

/**
 * What the portal shows of the person: name, address and picture of the User
 * entity.
 *
 * @throws `AuthenticationError` when the catalog has no such user, or none yet.
 */
export const profileOfCatalogUser: ProfileTransform<DemoAuthResult> = async (
  result,
  ctx,
) => {
  const entity = await findUser(result, ctx);
  const profile = isUserEntity(entity) ? entity.spec.profile : undefined;
  return {
    profile: {
      displayName: profile?.displayName ?? entity.metadata.title,
      email: profile?.email,
      picture: profile?.picture,
    },
  };
};

/** Signs the person in as the User entity of that name in the default namespace. */
export const signInAsCatalogUser: SignInResolver<DemoAuthResult> = async (
  info,
  ctx,
) => ctx.signInWithCatalogUser({ entityRef: refOf(info.result) });

async function findUser(
  result: DemoAuthResult,
  ctx: AuthResolverContext,
): Promise<Entity> {
  try {
    const { entity } = await ctx.findCatalogUser({ entityRef: refOf(result) });
    return entity;
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      throw new AuthenticationError(
        `Nobody is called "${result.userName}" in the catalog. Right after the first start the example company may still be loading: try again in a few seconds`,
      );
    }
    throw error;
  }
}

// An object and not a string: a name with a colon or a slash in it must not
// choose another kind or namespace.
function refOf(result: DemoAuthResult) {
  return { name: result.userName };
}
