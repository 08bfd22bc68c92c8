import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/core-components';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Tooltip from '@material-ui/core/Tooltip';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { ReactNode } from 'react';
import { ReadinessListItem } from '@handoff/backstage-plugin-data-products-common';
import { KIND_ICONS } from '../kinds';
import { durationInWords, Hint, Subtle, toneColor, useLanguage } from '../look';
import { CONTACT_ICONS, ContactDetail, contactLabel } from '../ownership';
import { LevelMark, ReadinessRing } from '../readiness';
import { useMessages } from '../translation';
import { PromisesMark } from '../sla/PromisesMark';

const useStyles = makeStyles(theme => ({
  row: { '&:hover': { background: theme.palette.action.hover } },
  cell: {
    verticalAlign: 'top',
    padding: theme.spacing(1.25, 2),
    lineHeight: 1.43,
  },
  name: { display: 'flex', gap: theme.spacing(1.25) },
  kind: {
    flex: 'none',
    color: toneColor(theme, 'calm'),
    marginTop: -2,
  },
  title: { fontWeight: 600 },
  description: {
    display: '-webkit-box',
    WebkitLineClamp: 1,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  gap: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: toneColor(theme, 'bad'),
    fontWeight: 600,
    '& svg': { fontSize: '1.1rem' },
  },
  ask: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
  },
  contact: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  // As high as a line of text, so that rows with and without it are level.
  incident: {
    display: 'inline-flex',
    flex: 'none',
    color: toneColor(theme, 'bad'),
    padding: theme.spacing(0.5),
    margin: theme.spacing(-0.5, 0, -0.5, -0.5),
  },
  readiness: { display: 'flex', gap: theme.spacing(1) },
  level: { display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(0.75) },
  score: { fontWeight: 700 },
  // Cells become lines of a card, each with its heading before it.
  [theme.breakpoints.down('sm')]: {
    row: {
      display: 'block',
      borderBottom: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1, 0),
    },
    cell: {
      display: 'block',
      border: 0,
      padding: theme.spacing(0.5, 2),
    },
  },
}));

/** One product or path: what, whose, whom to ask, may I trust it. */
export function ProductRow(props: { item: ReadinessListItem }) {
  const { item } = props;
  const classes = useStyles();
  const t = useMessages();
  const KindIcon = KIND_ICONS[item.kind];
  // The roles are kept because a row that is laid out as a block loses them.
  return (
    <TableRow role="row" className={classes.row}>
      <TableCell role="cell" className={classes.cell}>
        <div className={classes.name}>
          <KindIcon
            className={classes.kind}
            titleAccess={t(`kind.${item.kind}`)}
          />
          <div>
            <EntityRefLink entityRef={item.entityRef} className={classes.title}>
              {item.title}
            </EntityRefLink>
            {item.description && (
              <div className={classes.description} title={item.description}>
                <Subtle>{item.description}</Subtle>
              </div>
            )}
          </div>
        </div>
      </TableCell>
      <TableCell role="cell" className={classes.cell}>
        <Owner item={item} />
      </TableCell>
      <TableCell role="cell" className={classes.cell}>
        <div className={classes.ask}>
          {item.questionContact && (
            <QuestionContact contact={item.questionContact} />
          )}
          {item.incidentContact && (
            <IncidentContact contact={item.incidentContact} />
          )}
          {!item.questionContact && !item.incidentContact && (
            <Subtle>{t('explore.noContact')}</Subtle>
          )}
        </div>
      </TableCell>
      <TableCell role="cell" className={classes.cell}>
        <div className={classes.readiness}>
          <ReadinessRing score={item.score} level={item.level} size={22} />
          <div>
            <div className={classes.level}>
              <span className={classes.score}>{item.score}</span>
              <LevelMark level={item.level} />
            </div>
            {(item.failing.length > 0 || item.unknown > 0) && (
              <div>
                <Subtle>
                  {[
                    item.failing.length > 0 &&
                      t('explore.failing', { count: item.failing.length }),
                    item.unknown > 0 &&
                      t('explore.unknown', { count: item.unknown }),
                  ]
                    .filter(Boolean)
                    .map(words => String(words).replace(/ /g, '\u00a0'))
                    .join(' · ')}
                </Subtle>
              </div>
            )}
          </div>
        </div>
      </TableCell>
      <TableCell role="cell" className={classes.cell}>
        <PromisesMark promises={item.promises} />
      </TableCell>
    </TableRow>
  );
}

function Owner(props: { item: ReadinessListItem }) {
  const { ownerRef, ownerTitle, ownerVacant } = props.item;
  const classes = useStyles();
  const t = useMessages();
  const gap = (words: ReactNode) => (
    <div className={classes.gap}>
      <ReportProblemOutlinedIcon aria-hidden />
      {words}
    </div>
  );
  if (!ownerRef) {
    return gap(t('explore.noOwner'));
  }
  // The catalog has no owner whose title it does not know.
  const unknown = ownerVacant && !ownerTitle;
  return (
    <>
      {unknown ? (
        parseEntityRef(ownerRef).name
      ) : (
        <EntityRefLink entityRef={ownerRef} hideIcon>
          {ownerTitle}
        </EntityRefLink>
      )}
      {ownerVacant &&
        gap(
          <Hint
            explanation={t(
              unknown ? 'explore.ownerUnknown' : 'explore.ownerEmpty',
            )}
          >
            {t('explore.ownerVacant')}
          </Hint>,
        )}
    </>
  );
}

function QuestionContact(props: { contact: ContactDetail }) {
  const { contact } = props;
  const classes = useStyles();
  const t = useMessages();
  const label = contactLabel(contact);
  const words = `${t('contact.question')}: ${label}`;
  return contact.url ? (
    <Link
      to={contact.url}
      className={classes.contact}
      aria-label={words}
      title={words}
    >
      {label}
    </Link>
  ) : (
    <span className={classes.contact} title={words}>
      {label}
    </span>
  );
}

function IncidentContact(props: { contact: ContactDetail }) {
  const { contact } = props;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const Icon = CONTACT_ICONS.incident;
  const words = [
    `${t('contact.incident')}: ${contactLabel(contact)}`,
    contact.responseTime &&
      t('contact.answersWithin', {
        time: durationInWords(contact.responseTime, language),
      }),
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <Tooltip title={words}>
      {contact.url ? (
        <IconButton
          component={Link}
          to={contact.url}
          // Material UI would call it a button.
          role="link"
          className={classes.incident}
          aria-label={words}
        >
          <Icon fontSize="small" />
        </IconButton>
      ) : (
        <span
          // So that the contact can be read with the keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="img"
          aria-label={words}
          className={classes.incident}
        >
          <Icon fontSize="small" />
        </span>
      )}
    </Tooltip>
  );
}
