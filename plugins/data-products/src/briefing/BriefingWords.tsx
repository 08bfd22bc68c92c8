import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment, ReactNode } from 'react';
import {
  BriefingSpan,
  BriefingText,
} from '@handoff/backstage-plugin-data-products-common';
import { OpenableLink, toneColor } from '../look';

const useStyles = makeStyles(theme => ({
  missing: { color: toneColor(theme, 'caution') },
}));

/** A text of a briefing, with its links and with what is missing marked. */
export function BriefingWords(props: { text: BriefingText }) {
  const classes = useStyles();
  return (
    <>
      {props.text.map((span, index) => (
        <Fragment key={index}>{words(span, classes.missing)}</Fragment>
      ))}
    </>
  );
}

function words(span: BriefingSpan, missingClass: string): ReactNode {
  if (typeof span === 'string') {
    return span;
  }
  if ('missing' in span) {
    return <em className={missingClass}>{span.missing}</em>;
  }
  if ('ref' in span) {
    return (
      <EntityRefLink entityRef={span.ref} underline="always">
        {span.text}
      </EntityRefLink>
    );
  }
  const link = <OpenableLink to={span.url}>{span.text}</OpenableLink>;
  return span.text === span.url ? (
    link
  ) : (
    <span data-address={span.url}>{link}</span>
  );
}
