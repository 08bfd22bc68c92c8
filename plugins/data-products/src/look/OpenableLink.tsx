import { Link } from '@backstage/core-components';
import { ReactNode } from 'react';
import { openableUrl } from '@handoff/backstage-plugin-data-products-common';

/** A link that somebody wrote into a file; text where it is none to be opened. */
export function OpenableLink(props: { to: string; children?: ReactNode }) {
  const url = openableUrl(props.to);
  return url ? (
    <Link to={url}>{props.children ?? props.to}</Link>
  ) : (
    <>
      {props.children}
      {props.children !== undefined && ' '}
      {props.to}
    </>
  );
}
