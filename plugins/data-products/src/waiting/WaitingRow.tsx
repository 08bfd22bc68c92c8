import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink, entityRouteRef } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { WaitingItem } from '@handoff/backstage-plugin-data-products-common';
import { RelativeTime, Subtle } from '../look';
import { useMessages } from '../translation';
import { DueMark } from './DueMark';
import { useAskedWords } from './useAskedWords';
import { placeOf } from './waitingView';

/** A row must not become a list. */
const MAX_NAMED = 3;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
  },
  asked: { fontWeight: 600, overflowWrap: 'anywhere' },
  facts: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1.5) },
  more: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** One thing that waits: what is asked, about what, for whom, since and until when. */
export function WaitingRow(props: { item: WaitingItem }) {
  const { item } = props;
  const classes = useStyles();
  const t = useMessages();
  const askedWords = useAskedWords();
  const { kind, namespace, name } = parseEntityRef(item.entityRef);
  const page = useRouteRef(entityRouteRef)({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace,
    name,
  });
  return (
    <li className={classes.root}>
      <div className={classes.head}>
        <Link to={`${page}${placeOf(item)}`} className={classes.asked}>
          {askedWords(item)}
        </Link>
        {item.due && <DueMark due={item.due} />}
      </div>
      <div>
        <Subtle>{t(`waiting.kind.${item.kind}`)}</Subtle>
        {' · '}
        <EntityRefLink entityRef={item.entityRef} underline="always">
          {item.title}
        </EntityRefLink>
      </div>
      <Details item={item} />
      <Subtle component="div">
        <span className={classes.facts}>
          {item.parties.length > 0 && (
            <span>
              {t('waiting.for')}{' '}
              {item.parties.map((party, index) => (
                <span key={party.ref}>
                  {index > 0 && ', '}
                  <EntityRefLink
                    entityRef={party.ref}
                    title={party.title}
                    hideIcon
                    underline="always"
                  />
                </span>
              ))}
            </span>
          )}
          {item.requestedBy && (
            <span>
              {t('waiting.requestedBy')}{' '}
              <EntityRefLink
                entityRef={item.requestedBy}
                hideIcon
                underline="always"
              />
            </span>
          )}
          {item.since && (
            <span>
              {t('waiting.since')} <RelativeTime at={item.since} />
            </span>
          )}
          {item.kind === 'sign-off' && !item.item.required && (
            <span>{t('handoff.item.optional')}</span>
          )}
        </span>
      </Subtle>
    </li>
  );
}

/** What has to be known to begin with. */
function Details(props: { item: WaitingItem }) {
  const { item } = props;
  const classes = useStyles();
  const t = useMessages();
  switch (item.kind) {
    case 'waiver':
      return (
        <Subtle component="p">
          {t('waiver.said', { comment: item.reason })}
        </Subtle>
      );
    case 'agreement':
      return (
        <Subtle component="p">
          {t('agreement.revision', { revision: String(item.revision) })}
        </Subtle>
      );
    case 'breach':
      return (
        <ul className={classes.more}>
          {item.changes.map(change => (
            <li key={change}>
              <Subtle>{change}</Subtle>
            </li>
          ))}
        </ul>
      );
    case 'change':
      return item.affected.length > 0 ? (
        <Subtle component="p">
          {t('waiting.mayBreak', { names: listed(item.affected) })}
        </Subtle>
      ) : null;
    default:
      return null;
  }
}

/** The first of them, and how many there are besides. */
function listed(names: readonly string[]): string {
  const named = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED
    ? `${named} + ${names.length - MAX_NAMED}`
    : named;
}
