import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { DecisionPathEntity } from '@handoff/backstage-plugin-data-products-common';
import { toneColor, useLanguage } from '../look';
import { useMessages } from '../translation';
import { cadenceOf } from '../overview';

const useStyles = makeStyles(theme => ({
  missing: { color: toneColor(theme, 'bad'), fontWeight: 600 },
}));

/** "Decides: whether to raise the budget — Executives, monthly — owner: Ada." */
export function DecisionSentence(props: { path: DecisionPathEntity }) {
  const { decision, decisionMakers, cadence, owner } = props.path.spec;
  const classes = useStyles();
  const t = useMessages();
  const language = useLanguage();
  const makers = [decisionMakers ?? []].flat();
  const rhythm = cadence ? cadenceOf(cadence, language) : undefined;
  const namespace = props.path.metadata.namespace;
  const link = (ref: string) => (
    <EntityRefLink
      key={ref}
      entityRef={parseEntityRef(ref, {
        defaultKind: 'group',
        defaultNamespace: namespace,
      })}
      hideIcon
      underline="always"
    />
  );
  return (
    <Typography variant="body1">
      {t('decision.decides')}{' '}
      {decision ?? (
        <span className={classes.missing}>{t('decision.unnamed')}</span>
      )}
      {(makers.length > 0 || rhythm) && ' — '}
      {makers.map((maker, index) => (
        <span key={maker}>
          {index > 0 && ', '}
          {link(maker)}
        </span>
      ))}
      {makers.length > 0 && rhythm && ', '}
      {rhythm &&
        ('word' in rhythm
          ? t(`cadence.${rhythm.word}`)
          : t('cadence.every', { time: rhythm.every }))}
      {' — '}
      {t('decision.owner')}{' '}
      {owner ? (
        link(owner)
      ) : (
        <span className={classes.missing}>{t('decision.noOwner')}</span>
      )}
    </Typography>
  );
}
