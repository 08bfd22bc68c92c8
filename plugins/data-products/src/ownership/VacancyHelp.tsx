import { ANNOTATION_EDIT_URL } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { EntityRefLink, useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useId, useState } from 'react';
import {
  OwnershipDetail,
  ROLE_DEFINITIONS,
} from '@handoff/backstage-plugin-data-products-common';
import { useMessages } from '../translation';
import { fixersOf } from './fixers';
import { useParentGroups } from './useParentGroups';

type RoleDetail = OwnershipDetail['roles'][number];

const useStyles = makeStyles(theme => ({
  button: { textTransform: 'none' },
  content: { padding: theme.spacing(2), maxWidth: 340 },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  code: { fontFamily: 'monospace' },
}));

/** A button by a vacancy that says who can end it, and how. */
export function VacancyHelp(props: {
  role: RoleDetail;
  ownership: OwnershipDetail;
}) {
  const t = useMessages();
  const titleId = useId();
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('vacancy.action')}
      </Button>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-labelledby': titleId }}
      >
        <div className={classes.content}>
          <Typography id={titleId} variant="subtitle2" component="h4">
            {t('vacancy.title', { role: t(`role.${props.role.role}`) })}
          </Typography>
          <VacancyAdvice {...props} />
        </div>
      </Popover>
    </>
  );
}

function VacancyAdvice(props: {
  role: RoleDetail;
  ownership: OwnershipDetail;
}) {
  const t = useMessages();
  const classes = useStyles();
  const { entity } = useEntity();
  const fixers = fixersOf(props.role, props.ownership);
  const parents = useParentGroups(fixers.emptyOwners);
  const refs = [...new Set([...fixers.refs, ...(parents.data ?? [])])];
  const definition = ROLE_DEFINITIONS.find(
    ({ role }) => role === props.role.role,
  );
  const editUrl = entity.metadata.annotations?.[ANNOTATION_EDIT_URL];
  return (
    <>
      <Typography variant="body2">
        {fixers.because === 'accountable' && t('vacancy.accountable')}
        {fixers.because !== 'accountable' &&
          (refs.length > 0 ? t('vacancy.nextInLine') : t('vacancy.nobody'))}
      </Typography>
      {refs.length > 0 && (
        <ul className={classes.list}>
          {refs.map(ref => (
            <li key={ref}>
              <EntityRefLink entityRef={ref} />
            </li>
          ))}
        </ul>
      )}
      {definition && (
        <Typography variant="body2">
          {t('vacancy.how')}{' '}
          <span className={classes.code}>spec.{definition.field}</span>.{' '}
          {editUrl && (
            <Link to={editUrl} underline="always">
              {t('vacancy.edit')}
            </Link>
          )}
        </Typography>
      )}
    </>
  );
}
