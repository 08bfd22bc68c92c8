import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import { userOf } from './startPlugin';

/**
 * Allows everybody everything, but for two.
 *
 * @param blind - may do and read nothing
 * @param limited - lacks the permissions whose names begin with `lacks`
 */
export function testPolicy(options: {
  blind: string;
  limited: string;
  lacks: string;
}) {
  const { blind, limited, lacks } = options;
  const decide = (isDenied: boolean): DefinitivePolicyDecision => ({
    result: isDenied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
  });
  return mockServices.permissions.mock({
    async authorize(requests, asked) {
      const reader = userOf(asked?.credentials);
      return requests.map(({ permission }) =>
        decide(
          reader === blind ||
            (reader === limited && permission.name.startsWith(lacks)),
        ),
      );
    },
    async authorizeConditional(requests, asked) {
      const reader = userOf(asked?.credentials);
      return requests.map(() => decide(reader === blind));
    },
  });
}
