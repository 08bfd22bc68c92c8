import { ConfigApi } from '@backstage/frontend-plugin-api';

const PROVIDER = 'auth.providers.demo';

/** An example person whom the sign-in page offers. */
export interface DemoPerson {
  /** Name of the User entity, in the default namespace. */
  name: string;
  title: string;
  role: string;
  asks?: string;
}

/**
 * The people of `auth.providers.demo.people`; `undefined` when the portal does
 * not offer to be somebody else.
 */
export function readDemoPeople(config: ConfigApi): DemoPerson[] | undefined {
  if (!config.has(PROVIDER)) {
    return undefined;
  }
  return (config.getOptionalConfigArray(`${PROVIDER}.people`) ?? []).map(
    person => ({
      name: person.getString('name'),
      title: person.getString('title'),
      role: person.getString('role'),
      asks: person.getOptionalString('asks'),
    }),
  );
}
