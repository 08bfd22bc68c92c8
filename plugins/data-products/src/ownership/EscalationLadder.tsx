import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { OwnershipDetail } from '@handoff/backstage-plugin-data-products-common';
import {
  durationInWords,
  isImmediate,
  Subtle,
  toneColor,
  useLanguage,
} from '../look';
import { useMessages } from '../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(0.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  rung: {
    borderLeft: `3px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(1),
  },
  missing: { color: toneColor(theme, 'bad') },
}));

/** Who is told of an incident, and who next when nobody answers. */
export function EscalationLadder(props: {
  escalation: OwnershipDetail['escalation'];
}) {
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  if (props.escalation.length === 0) {
    return <Subtle component="p">{t('escalation.none')}</Subtle>;
  }
  return (
    <ol className={classes.list} aria-label={t('escalation.title')}>
      {props.escalation.map(rung => (
        <li key={`${rung.after} ${rung.notify}`} className={classes.rung}>
          <Subtle>
            {isImmediate(rung.after)
              ? t('escalation.atOnce')
              : t('escalation.after', {
                  time: durationInWords(rung.after, language),
                })}
          </Subtle>{' '}
          {rung.found ? (
            <EntityRefLink entityRef={rung.notify} hideIcon underline="always">
              {rung.title}
            </EntityRefLink>
          ) : (
            <>
              {rung.title ?? parseEntityRef(rung.notify).name}{' '}
              <span className={classes.missing}>
                {t('ownership.notInCatalog')}
              </span>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
