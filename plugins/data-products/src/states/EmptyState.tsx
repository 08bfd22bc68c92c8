import { ReactNode } from 'react';
import { Notice } from './Notice';

/** Nothing is there, and that is no failure: why, and what would fill it. */
export function EmptyState(props: {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
}) {
  return <Notice icon="info" tone="calm" role="status" {...props} />;
}
