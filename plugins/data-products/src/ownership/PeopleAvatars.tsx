import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Avatar from '@material-ui/core/Avatar';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { parseEntityRef } from '@backstage/catalog-model';
import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';
import { Subtle } from '../look';
import { useMessages } from '../translation';

type Person =
  OwnershipDetail['roles'][number]['members'][number]['people'][number];

const useStyles = makeStyles(theme => ({
  root: { display: 'inline-flex', alignItems: 'center', flexWrap: 'wrap' },
  avatar: {
    width: 26,
    height: 26,
    fontSize: '0.6875rem',
    fontWeight: 600,
    marginRight: theme.spacing(0.25),
    background: theme.palette.type === 'dark' ? '#5a6b7d' : '#dbe4ee',
    color: theme.palette.type === 'dark' ? '#ffffff' : '#1f3347',
    // Not as text: the link is called by the whole name.
    '&[data-initials]::before': { content: 'attr(data-initials)' },
  },
}));

const SHOWN = 4;

/** The people behind a ref, as small pictures that lead to them. */
export function PeopleAvatars(props: { people: Person[] }) {
  const classes = useStyles();
  const t = useMessages();
  const hidden = props.people.length - SHOWN;
  return (
    <span className={classes.root}>
      {props.people.slice(0, SHOWN).map(person => {
        const name = person.title ?? parseEntityRef(person.ref).name;
        return (
          <Tooltip key={person.ref} title={name}>
            <span>
              <EntityRefLink entityRef={person.ref} aria-label={name}>
                <Avatar
                  className={classes.avatar}
                  src={person.picture}
                  alt=""
                  data-initials={person.picture ? undefined : initials(name)}
                >
                  {/* Without a child it would be the picture of nobody. */}
                  {person.picture ? undefined : <span />}
                </Avatar>
              </EntityRefLink>
            </span>
          </Tooltip>
        );
      })}
      {hidden > 0 && (
        <Subtle>{t('ownership.morePeople', { count: hidden })}</Subtle>
      )}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ''];
  return letters
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
